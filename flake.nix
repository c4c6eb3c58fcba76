# For Nix: `nix run .# -- draft.eml`, `nix profile install .#`, `nix develop`.
{
  description = "A linter for message drafts: says whether to write, reword, hold or talk";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs = { self, nixpkgs }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ];
      each = make: nixpkgs.lib.genAttrs systems (system: make nixpkgs.legacyPackages.${system});
      manifest = (builtins.fromTOML (builtins.readFile ./Cargo.toml)).workspace.package;
    in
    {
      packages = each (pkgs: {
        default = pkgs.rustPlatform.buildRustPackage {
          pname = "presend";
          version = manifest.version;
          src = self;
          cargoLock.lockFile = ./Cargo.lock;
          nativeBuildInputs = [ pkgs.installShellFiles ];
          # The tests are for whoever changes presend; .ci/run has them.
          doCheck = false;
          postInstall = ''
            packaging/extras $out/bin/presend extras
            installManPage extras/presend.1
            installShellCompletion --bash extras/presend.bash --fish extras/presend.fish --zsh extras/_presend
          '';
          meta = {
            description = "Linter for message drafts";
            license = with pkgs.lib.licenses; [ mit asl20 ];
            mainProgram = "presend";
          };
        };
      });

      devShells = each (pkgs: {
        default = pkgs.mkShell { packages = with pkgs; [ cargo rustc clippy rustfmt nodejs_20 ]; };
      });
    };
}
