# SPDX-License-Identifier: Apache-2.0
"""run_cell.py HUB USER: makes USER, runs a cell on its server by jhub-client, takes both away, and prints what the cell printed."""
import asyncio
import sys

from jhub_client.execute import execute_code

hub, user = sys.argv[1:]
((_, printed),) = asyncio.run(
    execute_code(hub, [("print(6*7)", "42")], username=user, create_user=True, delete_user=True, validate=True)
)
print(printed.strip())
