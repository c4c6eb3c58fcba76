// Lists the sites that the extension knows from the start.

import discord from './discord.js';
import github from './github.js';
import gitlab from './gitlab.js';
import gmail from './gmail.js';
import outlook from './outlook.js';
import slack from './slack.js';
import teams from './teams.js';
import whatsapp from './whatsapp.js';

export const sites = { gmail, outlook, slack, teams, discord, whatsapp, github, gitlab };
