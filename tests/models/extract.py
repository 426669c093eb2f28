"""Writes the extract of AWS's service models that the tests judge requests by.

usage: extract.py <folder with botocore> <operations.json> <file to write>

Of the operations that operations.json lists it takes the inputs' shapes, without documentation and what only the wire needs.
"""

import gzip
import json
import sys
from pathlib import Path

KEPT = ("type", "required", "min", "max", "pattern", "enum")

# The input of an operation that takes nothing.
NOTHING = {"shape": "NoInput"}

NOTICE = (
    "Extract of the service models of botocore, Copyright Amazon.com, Inc. or its affiliates, "
    "licensed under the Apache License, Version 2.0 (the LICENSE of this repository has its text). "
    "Changed: reduced to the inputs of some operations, without documentation. Made by extract.py."
)


def model_of(data: Path, service: str) -> dict:
    version = max(folder for folder in (data / service).iterdir() if folder.name[0].isdigit())
    packed = version / "service-2.json.gz"
    text = gzip.decompress(packed.read_bytes()) if packed.exists() else (version / "service-2.json").read_bytes()
    return json.loads(text)


def queried(name: str, member: dict) -> str:
    """A member's name in EC2's queries. Source: Smithy, "AWS EC2 query protocol"."""
    located = member.get("locationName", name)
    return member.get("queryName", located[0].upper() + located[1:])


def short(shape: dict, is_ec2: bool) -> dict:
    """A shape with the names of the shapes it is made of, and those of EC2's queries where they differ."""
    kept = {key: shape[key] for key in KEPT if key in shape and shape[key] != []}
    for part in ("member", "key", "value"):
        if part in shape:
            kept[part] = shape[part]["shape"]
    if "members" in shape:
        kept["members"] = {name: member["shape"] for name, member in sorted(shape["members"].items())}
        wire = {name: queried(name, member) for name, member in sorted(shape["members"].items())}
        renamed = {name: other for name, other in wire.items() if is_ec2 and other != name}
        if renamed:
            kept["queried"] = renamed
    return kept


def extract(model: dict, operations: list) -> dict:
    missing = [name for name in operations if name not in model["operations"]]
    if missing:
        sys.exit(f"operations.json names operations that AWS doesn't have: {', '.join(missing)}")
    inputs = {name: model["operations"][name].get("input", NOTHING)["shape"] for name in operations}
    known = {**model["shapes"], NOTHING["shape"]: {"type": "structure", "members": {}}}
    shapes: dict = {}
    waiting = list(inputs.values())
    while waiting:
        name = waiting.pop()
        if name not in shapes:
            shape = shapes[name] = short(known[name], model["metadata"]["protocol"] == "ec2")
            waiting += [shape[part] for part in ("member", "key", "value") if part in shape]
            waiting += shape.get("members", {}).values()
    return {"operations": inputs, "shapes": dict(sorted(shapes.items()))}


def main(botocore: Path, operations: Path, target: Path) -> None:
    init = (botocore / "__init__.py").read_text()
    version = init.split("__version__ = '")[1].split("'")[0]
    services = {
        service: extract(model_of(botocore / "data", service), names)
        for service, names in json.loads(operations.read_text()).items()
    }
    # A shape a line, so that a change of AWS's is a line of the diff.
    lines = ["{", f' "notice": {json.dumps(NOTICE)},', f' "botocore": {json.dumps(version)},', ' "services": {']
    for service, parts in services.items():
        lines += [f"  {json.dumps(service)}: {{"]
        for part, entries in parts.items():
            lines += [f"   {json.dumps(part)}: {{"]
            lines += [f"    {json.dumps(name)}: {json.dumps(entry, separators=(',', ':'))}," for name, entry in entries.items()]
            lines[-1] = lines[-1].removesuffix(",")
            lines += ["   },"]
        lines[-1] = "   }"
        lines += ["  },"]
    lines[-1] = "  }"
    lines += [" }", "}", ""]
    target.write_text("\n".join(lines))


main(*map(Path, sys.argv[1:]))
