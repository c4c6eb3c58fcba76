#!/usr/bin/env bash
# Asks the MCP server with the official Python client.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
find_presend
need_python mcp
own_home
"$python" "$here/mcp_client.py" "$presend"
