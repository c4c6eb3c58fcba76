"""Speaks to `presend mcp` with the official client, which checks every answer against the protocol and the tool's schema."""

import asyncio
import importlib.metadata
import os
import sys

from mcp import ClientSession, StdioServerParameters, stdio_client

BAD = "Hi Bob,\n\nUnfortunately we have to let you go effective Friday.\n"
GOOD = "Shall we have lunch on Friday?"


def field(value, *names):
    """Returns a field by whichever name this version of the client gives it."""
    for name in names:
        if hasattr(value, name):
            return getattr(value, name)
    raise AttributeError(f"{type(value).__name__} has none of {names}")


def found(result):
    assert not field(result, "is_error", "isError"), result
    return field(result, "structured_content", "structuredContent")


async def session(presend):
    server = StdioServerParameters(command=presend, args=["mcp"], env=dict(os.environ))
    async with stdio_client(server) as (read, write), ClientSession(read, write) as client:
        answer = await client.initialize()
        print("protocol:", field(answer, "protocol_version", "protocolVersion"))
        assert field(answer, "server_info", "serverInfo").name == "presend", answer
        await client.send_ping()
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == ["lint_draft"], tools
        assert field(tools[0].annotations, "read_only_hint", "readOnlyHint") is True, tools
        bad = found(await client.call_tool("lint_draft", {"body": BAD, "to": ["bob@example.com"], "subject": "Friday"}))
        assert bad["ok"] is False and bad["verdict"]["action"] == "talk", bad
        assert "S001" in [diagnostic["code"] for diagnostic in bad["diagnostics"]], bad
        good = found(await client.call_tool("lint_draft", {"body": GOOD, "profile": "chat"}))
        assert good["ok"] is True and good["verdict"]["action"] == "write", good
        print("ok: findings and a clean draft come back as structured content")
        for name, arguments in [("lint_draft", {}), ("lint_draft", {"body": 3}), ("send_draft", {"body": GOOD})]:
            try:
                await client.call_tool(name, arguments)
            except Exception as error:
                assert type(error).__name__ in ("McpError", "MCPError"), repr(error)
            else:
                raise AssertionError(f"{name} {arguments} was answered")
        print("ok: wrong calls are answered with an error, and the session goes on")
        again = found(await client.call_tool("lint_draft", {"body": GOOD * 2000}))
        assert again["ok"] is True, again["verdict"]
        print("ok: a long draft")


print("version: Python client mcp", importlib.metadata.version("mcp"))
asyncio.run(asyncio.wait_for(session(sys.argv[1]), 60))
