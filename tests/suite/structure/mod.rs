//! Keeps the house in order: who may import whom, what may be touched, and how long things may grow.

mod circles;
mod fixture;
mod growth;
mod imports;
mod layers;
mod names;
mod outside;
mod packages;
mod sizes;
mod tree;
mod words;
