import CodeModel
import Parsing
import Testing

/// The places that a value came through, the use first, as text.
@Suite struct SpanTests {
    @Test(arguments: [
        ValueRow("use('a')", "'a'"),
        ValueRow("M = 'a'\nuse(M)", "M <- 'a'"),
        ValueRow("# größer 模型 👍\nM = 'é模'\nuse(M)", "M <- 'é模'"),
        ValueRow("s = '👍👍'; M = 'a'; use(M)", "M <- 'a'"),
        ValueRow("M = 'a'\nN = M\nuse(N)", "N <- M <- 'a'"),
        ValueRow("class A:\n    m = 'a'\n    def f(self):\n        use(self.m)", "self.m <- 'a'"),
        ValueRow("def g():\n    return 'a'\nuse(g())", "g() <- 'a'"),
        ValueRow("d = {'k': 'a'}\nuse(d['k'])", "d['k'] <- 'a'"),
        ValueRow("import s\nuse(s.M)", "s.M <- s"),
        ValueRow("x = ('a'\n  'b')\nuse(x)", "x <- 'a'\n  'b'"),
        ValueRow("use(f'ü{1}')", "f'ü{1}' <- ü"),
    ])
    func placesAreThoseOfTheText(row: ValueRow) throws {
        let unit = try lowered(row.program)
        let argument = try #require(try markedCall(unit).arguments.first)
        let found = Resolver(unit).resolve(argument.value).spans.map { unit.source.text($0) }.joined(separator: " <- ")
        #expect(found == row.expected, "found \(found)")
    }
}
