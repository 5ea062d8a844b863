"""What a visitor loads for a chat: our script beside the published bundles of Rasa's chat widgets.

    python -m benchmarks.widget_size

Run it after `npm run build` in widget/, in any Python that has npm on its path. The others' packages are fetched with `npm pack`
into a temporary folder and thrown away; a package that the registry doesn't have is named as missing. Only the bundle that
their own instructions put on a page is counted; what such a bundle expects the page to have loaded (React, say) isn't.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

DIST = Path(__file__).parents[1] / "widget" / "dist"
BUNDLES = {
    "rasa-webchat": "lib/index.js",
    "@rasahq/rasa-webchat": "dist/",
    "@rasahq/rasa-chat": "dist/",
    "@rasahq/chat-widget-ui": "dist/rasa-chatwidget/",
}
"""What goes on a page: a file, or where a package isn't bundled, every script of a folder (its dependencies come on top)."""
BROTLI = "const z=require('zlib'),b=[];process.stdin.on('data',d=>b.push(d)).on('end',()=>console.log(z.brotliCompressSync(Buffer.concat(b)).length))"


@dataclass(frozen=True)
class Size:
    """Bytes, and packages that npm installs along with it."""

    name: str
    raw: int
    gzip: int
    brotli: int
    dependencies: int


def main() -> int:
    """Print one line a script."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--own", action="store_true", help="ours alone, without the network")
    options = arguments.parse_args()
    script, extra = DIST / "v1.js", next(DIST.glob("v1-extra.*.js"), None)
    if not script.exists() or extra is None:
        print("there is no build: npm run build in widget/", file=sys.stderr)
        return 1
    sizes = [
        measured("Sharewell v1.js: what every visitor loads", script.read_bytes(), 0),
        measured("Sharewell v1-extra: when it is needed", extra.read_bytes(), 0),
    ]
    missing = []
    for name in () if options.own else BUNDLES:
        found = published(name)
        if isinstance(found, Size):
            sizes.append(found)
        else:
            missing.append(f"{name}: {found}")
    print(f"{'':<46}{'raw':>10}{'gzip -9':>10}{'brotli':>10}  runtime dependencies")
    for size in sizes:
        print(f"{size.name:<46}{size.raw:>10,}{size.gzip:>10,}{size.brotli:>10,}  {size.dependencies}")
    for line in missing:
        print(line)
    return 0


def published(name: str) -> Size | str:
    """The newest release's bundle, or why there is none."""
    with tempfile.TemporaryDirectory(prefix="sharewell-size-") as folder:
        packed = npm("pack", name, "--pack-destination", folder, "--json")
        if packed is None:
            return "not in this registry"
        version = packed[0]["version"]
        archive = next(Path(folder).glob("*.tgz"))
        with tarfile.open(archive) as files:
            members = {member.name.removeprefix("package/"): member for member in files.getmembers() if member.isfile()}
            wanted = BUNDLES[name]
            scripts = [
                content.read()
                for path, member in sorted(members.items())
                if path == wanted or (wanted.endswith("/") and path.startswith(wanted) and path.endswith(".js"))
                if ".stories." not in path and (content := files.extractfile(member))
            ]
            manifest = files.extractfile(members["package.json"])
            assert manifest is not None
            dependencies = len(json.load(manifest).get("dependencies", {}))
        if not scripts:
            return f"{version} has no {wanted}"
        return measured(f"{name} {version} {wanted}", b"\n".join(scripts), dependencies)


def measured(name: str, content: bytes, dependencies: int) -> Size:
    """With the strongest setting of both, as a server compresses a file once and for all."""
    done = subprocess.run(["node", "-e", BROTLI], input=content, stdout=subprocess.PIPE, check=True)
    return Size(name, len(content), len(gzip.compress(content, 9, mtime=0)), int(done.stdout), dependencies)


def npm(*arguments: str) -> list[dict[str, str]] | None:
    """What npm answers as JSON; None when it has no such package."""
    done = subprocess.run(["npm", *arguments], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return json.loads(done.stdout)
    if "E404" in done.stderr:
        return None
    raise SystemExit(done.stderr.strip() or "npm failed")


if __name__ == "__main__":
    sys.exit(main())
