import Catalog
import CodeModel
import Foundation
import Testing

/// Why the last call of `use` stands in its loop.
@Suite struct LoopKindTests {
    @Test(arguments: rows) func loopsAreToldApart(row: ValueRow) throws {
        let unit = try lowered(row.program)
        let call = try #require(unit.calls.lastIndex { unit.text($0.callee) == "use" })
        let found = Resolver(unit, loops: try Self.words()).loopKind(of: call)?.rawValue ?? "none"
        #expect(found == row.expected, "found \(found)")
    }

    /// Those that the product ships.
    static func words() throws -> LoopKnowledge {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appendingPathComponent("Rules/knowledge/loops.yaml"), encoding: .utf8)
        return LoopKnowledge.load([CatalogFile(path: "knowledge/loops.yaml", text: text)]).0
    }

    static let rows = [
        ValueRow("use(x)", "none"),
        ValueRow("for x in xs:\n    use(x)", "per-item"),
        ValueRow("for x in xs:\n    use(x.text)", "per-item"),
        ValueRow("for i, x in enumerate(xs):\n    use(f'a {x}')", "per-item"),
        ValueRow("for i in range(len(xs)):\n    use(xs[i])", "per-item"),
        ValueRow("for x in xs:\n    y = x.strip()\n    z = f'{y}'\n    use(z)", "per-item"),
        ValueRow("for k, v in d.items():\n    use(v)", "per-item"),
        ValueRow("for _, row in df.iterrows():\n    use(row['text'])", "per-item"),
        ValueRow("r = [use(x) for x in xs]", "per-item"),
        ValueRow("r = {x: use(x) for x in xs}", "per-item"),
        ValueRow("r = list(use(x) for x in xs)", "per-item"),
        ValueRow("async def f():\n    await gather(*[use(x) for x in xs])", "per-item"),
        ValueRow("for x in tqdm(xs):\n    use(x)", "per-item"),
        ValueRow("for line in open('f'):\n    use(line)", "per-item"),
        ValueRow("for x in xs:\n    try:\n        use(x)\n    except E:\n        log()", "per-item"),
        ValueRow("for x in xs:\n    for attempt in range(3):\n        try:\n            use(x)\n            break\n        except E:\n            sleep(1)", "per-item"),
        ValueRow("for x in xs:\n    while True:\n        try:\n            use(x)\n            break\n        except E:\n            time.sleep(1)", "per-item"),
        ValueRow("for piece in splitter.split_text(doc):\n    use(piece)", "per-item"),
        ValueRow("chunks = text_splitter.split_text(doc)\nfor chunk in chunks:\n    use(chunk)", "per-item"),
        ValueRow("for x in xs:\n    if not x:\n        continue\n    use(x)", "per-item"),
        ValueRow("for _ in range(3):\n    use(y)", "invariant"),
        ValueRow("for x in xs:\n    use(y)", "invariant"),
        ValueRow("for _ in range(3):\n    try:\n        return_value = use(y)\n        break\n    except E:\n        pass", "retry"),
        ValueRow("def f():\n    for attempt in range(n):\n        try:\n            return use(y)\n        except E:\n            sleep(2 ** attempt)", "retry"),
        ValueRow("for attempt in range(MAX_RETRIES):\n    use(y)", "retry"),
        ValueRow("for delay in backoff_delays:\n    use(y)", "retry"),
        ValueRow("while retries > 0:\n    try:\n        use(y)\n        break\n    except E:\n        retries -= 1", "retry"),
        ValueRow("def f():\n    for model in models:\n        try:\n            return use(model)\n        except E:\n            continue", "retry"),
        ValueRow("def f():\n    while True:\n        r = use(y)\n        if r.ok:\n            return r", "retry"),
        ValueRow("while True:\n    s = use(job)\n    if s.done:\n        break\n    time.sleep(1)", "poll"),
        ValueRow("async def f():\n    while True:\n        s = use(job)\n        if s.done:\n            break\n        await asyncio.sleep(1)", "poll"),
        ValueRow("cursor = None\nwhile True:\n    page = use(cursor=cursor)\n    cursor = page.next\n    if not cursor:\n        break", "paginate"),
        ValueRow("while token:\n    r = use(token)\n    token = r['next']", "paginate"),
        ValueRow("for i in range(0, len(xs), 100):\n    use(xs[i:i + 100])", "chunk"),
        ValueRow("for i in range(0, len(xs), n):\n    batch = xs[i:i + n]\n    use(batch)", "chunk"),
        ValueRow("for batch in batched(xs, 100):\n    use(batch)", "chunk"),
        ValueRow("for batch in self.batches:\n    use(batch)", "chunk"),
        ValueRow("for group in more_itertools.chunked(xs, 10):\n    use(group)", "chunk"),
        ValueRow("for b in tqdm(DataLoader(ds)):\n    use(b)", "chunk"),
        ValueRow("for part in np.array_split(xs, 4):\n    use(part)", "chunk"),
        ValueRow("while True:\n    q = input('> ')\n    use(q)", "interactive"),
        ValueRow("async def f(ws):\n    while True:\n        data = await ws.receive_text()\n        use(data)", "interactive"),
        ValueRow("while True:\n    q = Prompt.ask('x')\n    use(q)", "interactive"),
        ValueRow("while True:\n    q = console.input('x')\n    use(q)", "interactive"),
        ValueRow("for line in sys.stdin:\n    use(line)", "interactive"),
        ValueRow("for message in consumer:\n    use(message.value)", "interactive"),
        ValueRow("for event in client.stream(x):\n    use(event)", "stream"),
        ValueRow("for part in create(stream=True):\n    use(part)", "stream"),
        ValueRow("async def f(websocket):\n    async for m in websocket:\n        use(m)", "interactive"),
        ValueRow("messages = []\nfor turn in range(10):\n    r = use(messages)\n    if not r.tool_calls:\n        break\n    messages.append(r)", "agent"),
        ValueRow("while True:\n    r = use(messages)\n    messages.append({'c': r.content})\n    if r.done:\n        break", "agent"),
        ValueRow("while True:\n    r = use(messages)\n    messages += [r.content]", "agent"),
        ValueRow("for turn in range(10):\n    r = use(messages)\n    for call in r.calls:\n        messages.append(run(call))", "agent"),
        ValueRow("for _ in [x]:\n    use(y)", "once"),
        ValueRow("for _ in range(1):\n    use(y)", "once"),
        ValueRow("while queue:\n    x = queue.pop()\n    use(x)", "unknown"),
        ValueRow("for x in xs:\n    total += 1\n    use(total)", "unknown"),
        ValueRow("for x in use(y):\n    pass", "none"),
        ValueRow("for x in xs:\n    def g():\n        use(x)", "none"),
        ValueRow("while n < 3:\n    use(n)\n    n += 1", "unknown"),
        ValueRow("for _ in range(3):\n    use([f(m) for m in ms])", "invariant"),
        ValueRow("def f():\n    for x in xs:\n        return use(x)", "retry"),
        ValueRow("for m in [*ms]:\n    use(m)", "per-item"),
        ValueRow("for i in range(0, len(xs), 1):\n    use(xs[i])", "per-item"),
        ValueRow("for r in range(3):\n    for x in xs:\n        use(x)", "per-item"),
        ValueRow("for x in xs:\n    for y in x.parts:\n        use(y)", "per-item"),
    ]
}
