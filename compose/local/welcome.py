"""Prints the address, the logins and where mail goes, as `clikcctl demo load` wrote them."""

import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    demo = json.load(file)
print(f"CLiKC! is at {demo['url']}   (API: {demo['api']}/api/openapi.json)")
print(f"Mail is filed in {demo['maildir']}")
for role in ("administrator", "coordinator", "tutor", "learner", "newcomer"):
    print(f"  {role:<14} {demo[role]['username']:<24} {demo[role]['password']}")
