import CodeModel
import Facts
import Parsing
import Testing

/// What files say about their names to others.
@Suite struct ExportTests {
    static func exports(
        _ paths: [[String]], of text: String, _ language: SourceLanguage = .python, answers: [String: Resolver.Answer] = [:]
    ) throws -> CodeExports {
        guard var parser = SyntaxParser() else { throw ParseError("no parser") }
        return CodeExports(paths, of: try language.unit(of: SourceText(text), &parser), path: "lib.x", answers: answers)
    }

    @Test func aFactoryLeavesOpenWhatItIsHanded() throws {
        let text = """
            from langchain_openai import ChatOpenAI
            def get_llm(model="gpt-4o-mini", temperature=0):
                return ChatOpenAI(model=model, temperature=temperature)
            """
        let answer = try #require(try Self.exports([["get_llm()"]], of: text).found[["get_llm()"]]?.answer)
        #expect(answer.qualifiedName == "langchain_openai.ChatOpenAI()")
        #expect(answer.madeWith?["model"]?.signature == "handed model")
    }

    @Test func classesAndTheirObjectsAreDeclared() throws {
        let text = """
            class Client:
                def ask(self, prompt): return prompt
            client = Client()
            def make():
                return Client()
            """
        let found = try Self.exports([["Client"], ["client"], ["make()"], ["client", "ask"]], of: text).found
        #expect(found[["Client"]]?.answer.symbol == "Client")
        #expect(found[["client"]]?.answer.symbol == "Client")
        #expect(found[["make()"]]?.answer.symbol == "Client")
        #expect(found[["client", "ask"]]?.answer.symbol == "Client.ask")
        #expect(found[["Client"]]?.answer.home == "lib.x")
    }

    @Test func whatIsHandedOnIsAskedElsewhere() throws {
        let text = "export * from './models';\nexport { ask as query } from './llm';\nexport { LARGE } from './old';"
        let all = try Self.exports([["SMALL"], ["query"], ["LARGE"]], of: text, .typescript)
        #expect(all.references == [":/models.SMALL", ":/llm.ask", ":/old.LARGE"])
        // Once those have answered, the file hands on what they say.
        let answers = [":/models.SMALL": Resolver.Answer(value: Located(.text("gpt-4o-mini")))]
        let told = try Self.exports([["SMALL"]], of: text, .typescript, answers: answers)
        #expect(told.found[["SMALL"]]?.answer.value.text == "gpt-4o-mini")
    }

    @Test func aConstantOfAThirdFileIsFilledIn() throws {
        let text = "from .base import PREFIX\nMODEL = PREFIX + '-mini'\n"
        #expect(try Self.exports([["MODEL"]], of: text).references == [".base.PREFIX"])
        let answers = [".base.PREFIX": Resolver.Answer(value: Located(.text("gpt-4o")))]
        #expect(try Self.exports([["MODEL"]], of: text, answers: answers).found[["MODEL"]]?.answer.value.text == "gpt-4o-mini")
    }

    @Test func namesOfAnotherFileOfAGoPackageAreNotItsOwn() throws {
        let text = "package llm\nfunc ask() string { return Large }\n"
        let all = try Self.exports([["Large"], ["ask()"]], of: text, .go)
        #expect(all.found[["Large"]] == nil)
        #expect(all.references == ["package.Large"])
    }
}
