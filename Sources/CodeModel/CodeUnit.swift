public import Parsing

/// CodeModel says what a file of source code does in terms that hold for every language: names, values, calls, loops, functions.
/// Each language has one file here that lowers its syntax tree to a `CodeUnit`; all that comes after knows no language.

/// One file of source code, lowered. Everything lies in flat arrays and refers to the rest by index.
///
///     CodeUnit
///     ├─ scopes         module, classes, functions; each with the names that are bound in it
///     ├─ expressions    what is computed, with spans and parents
///     ├─ calls          callee, arguments, where: scope, loops
///     ├─ functions      parameters, decorators, returned expressions
///     ├─ classes        fields, bases
///     └─ loops          what they go over, how they end
public struct CodeUnit: Sendable {
    public let source: SourceText
    public var scopes: [Scope] = []
    public var expressions: [Expression] = []
    public var calls: [CallSite] = []
    public var functions: [FunctionDeclaration] = []
    public var classes: [ClassDeclaration] = []
    public var loops: [Loop] = []
    public var itemAssignments: [ItemAssignment] = []
    public var blocks: [Block] = []
    public var decisions: [Decision] = []
    public var managed: [ManagedBlock] = []
    /// Comments, for suppressions.
    public var comments: [Span] = []
    /// Whether several methods of a class may have one name, told apart by what they are handed.
    public var hasOverloads = false
    /// Qualified names of everything that the file imports: modules and the names taken from them.
    public var importedModules: Set<String> = []
    /// Modules of which the file hands everything on (`export * from "./models"`).
    public var wholeExports: [String] = []

    public init(source: SourceText) { self.source = source }
}

public typealias ExpressionID = Int
public typealias CallID = Int
public typealias ScopeID = Int
public typealias FunctionID = Int
public typealias ClassID = Int
public typealias LoopID = Int
public typealias BlockID = Int

/// One expression as written; names are not yet looked up.
public struct Expression: Sendable {
    public enum Kind: Sendable {
        case name(String)
        case text(String)
        case number(Double)
        case flag(Bool)
        case null
        /// Parts that are joined to one text: interpolation, concatenation.
        case template([ExpressionID])
        /// List, tuple, set, array.
        case list([ExpressionID])
        /// Entries with their keys; a nil key spreads another dictionary in.
        case dictionary([(key: ExpressionID?, value: ExpressionID)])
        case member(ExpressionID, String)
        case index(ExpressionID, ExpressionID)
        /// `a:b` in an index.
        case slice
        case call(CallID)
        case binary(String, ExpressionID, ExpressionID)
        /// Operators `==`, `!=`, `<`, `in`, `not in`, `is`, … between the operands in order.
        case comparison([String], [ExpressionID])
        /// The first operand that is true (`or`, `||`, `??`).
        case either([ExpressionID])
        case both([ExpressionID])
        case negation(ExpressionID)
        case conditional(test: ExpressionID, then: ExpressionID, otherwise: ExpressionID)
        /// `[element for … in …]`: the element, and the loop that makes it.
        case comprehension(element: ExpressionID, loop: LoopID)
        case spread(ExpressionID)
        case unknown
    }

    public var kind: Kind
    public var span: Span
    public var scope: ScopeID
    /// The expression that this one is part of; -1 for the outermost of a statement.
    public var parent: ExpressionID
    /// What the statement does with it, for an outermost expression.
    public var role: Role

    public enum Role: Sendable, Hashable {
        case part
        case statement
        /// Bound to these names.
        case assigned([String])
        /// Bound to a field of the enclosing object.
        case assignedField(String)
        case returned
        case condition
        /// What a loop goes over.
        case iterated(LoopID)
        case defaultValue
        case annotation
        case decorator
        /// Subject of a `match`/`switch` over these literal texts.
        case switched([String])
    }
}

/// What a name stands for at one place of a scope.
public struct Binding: Sendable {
    public enum Source: Sendable {
        case expression(ExpressionID)
        /// Extended in place (`x += …`).
        case extended(ExpressionID)
        /// An element of what the expression goes over: loop variable, unpacked tuple.
        case element(ExpressionID)
        /// What a `with … as x` gives: the expression's value, for the kinds of object that matter here.
        case managed(ExpressionID)
        /// The qualified name that an import gives.
        case imported(String)
        case parameter(FunctionID, Int)
        case function(FunctionID)
        case classDeclaration(ClassID)
        case unknown
    }

    public var source: Source
    /// Byte offset from which on it holds.
    public var offset: Int
    /// Only on some paths (in an `if`, `try`, `match`).
    public var isConditional: Bool
    public var loop: LoopID?
    /// The block that it stands in, to tell alternatives of one `if` apart from a later override.
    public var block: BlockID
    /// Only where the name held nothing before: `if x is None: x = …`.
    public var isForAbsent: Bool
    /// The type that is written next to it.
    public var annotation: ExpressionID?
}

/// Statements that run together: a function's body, one branch of an `if`, the body of a loop.
public struct Block: Sendable {
    public var span: Span
    /// The block around it in the same function.
    public var parent: BlockID?
    /// The choice of which it is one branch.
    public var decision: Int?
    /// Where one of its statements ends it for good (`return`, `raise`): what it binds is seen by nothing outside.
    public var leaves = false
    /// Where one of its statements goes elsewhere in the same function (`break`, `continue`).
    public var jumps = false
}

/// Statements that run while some objects are held: `with torch.no_grad():`.
public struct ManagedBlock: Sendable {
    public var objects: [ExpressionID]
    public var span: Span
}

/// Blocks of one statement, of which at most one is completed.
public struct Decision: Sendable {
    /// From the first branch to the last that exclude each other.
    public var span: Span
    public var blocks: [BlockID] = []
    /// One of the blocks is surely run.
    public var isExhaustive = false
}

public struct Scope: Sendable {
    public enum Kind: Sendable, Hashable { case module, function(FunctionID), classBody(ClassID), comprehension }

    public var kind: Kind
    public var parent: ScopeID?
    public var span: Span
    public var bindings: [String: [Binding]] = [:]
    /// Names that are bound here but belong to an outer scope (`global`, `nonlocal`).
    public var outerNames: [String: ScopeID] = [:]

    public init(kind: Kind, parent: ScopeID?, span: Span) {
        self.kind = kind
        self.parent = parent
        self.span = span
    }
}

public struct Argument: Sendable {
    public enum Spread: Sendable { case none, list, dictionary }

    /// The keyword, or nil for a positional argument.
    public var name: String?
    public var value: ExpressionID
    public var spread: Spread

    public init(name: String?, value: ExpressionID, spread: Spread) {
        self.name = name
        self.value = value
        self.spread = spread
    }
}

public struct CallSite: Sendable {
    public var expression: ExpressionID
    public var callee: ExpressionID
    public var arguments: [Argument]
    public var span: Span
    public var scope: ScopeID
    /// Enclosing loops of the same function, outermost first; comprehensions count.
    public var loops: [LoopID]
    /// Inside the body of a `try` that has a handler.
    public var isGuarded: Bool
    /// Inside a handler of an exception.
    public var isInHandler: Bool
    /// An object written out with its fields (`T{a: 1}`), not a call that may do anything.
    public var isLiteral = false

    /// Positional arguments in order, up to the first spread.
    public var positional: [ExpressionID] {
        arguments.prefix { $0.spread == .none || $0.name != nil }.filter { $0.name == nil && $0.spread == .none }.map(\.value)
    }

    public func keyword(_ name: String) -> ExpressionID? { arguments.last { $0.name == name }?.value }
}

public struct Parameter: Sendable {
    public var name: String
    public var defaultValue: ExpressionID?
    public var annotation: ExpressionID?
    /// `*args`, `**kwargs` and their like.
    public var isVariadic: Bool
    /// Filled by the language (`self`, `cls`).
    public var isReceiver: Bool
    /// Position of the argument of which an entry of this name fills it: `({ model, prompt })`.
    public var entryOf: Int?

    init(
        name: String, defaultValue: ExpressionID? = nil, annotation: ExpressionID? = nil, isVariadic: Bool, isReceiver: Bool,
        entryOf: Int? = nil
    ) {
        self.name = name
        self.defaultValue = defaultValue
        self.annotation = annotation
        self.isVariadic = isVariadic
        self.isReceiver = isReceiver
        self.entryOf = entryOf
    }
}

public struct FunctionDeclaration: Sendable {
    public var name: String
    public var scope: ScopeID
    public var parameters: [Parameter]
    public var decorators: [ExpressionID]
    public var returnAnnotation: ExpressionID?
    public var returned: [ExpressionID]
    public var enclosingClass: ClassID?
    public var span: Span
    public var nameSpan: Span
    public var documentation: String?
    public var isGenerator: Bool
    /// Whether its end can be reached, so that it gives nothing.
    public var mayEndWithoutValue = false
    /// Whether every object has been through it (or through another of them).
    public var isConstructor = false
    /// Called by reading a field of its name.
    public var isAccessor = false

    /// The position of the argument that fills a parameter, or whose entry does, the receiver not counted.
    public func slot(of parameter: Int) -> Int? {
        guard parameters.indices.contains(parameter), !parameters[parameter].isReceiver else { return nil }
        if let entry = parameters[parameter].entryOf { return entry }
        return Self.slots(before: parameter, in: parameters)
    }

    /// The parameter that the argument at a position fills as a whole.
    public func parameter(at slot: Int) -> Int? {
        parameters.indices.first { !parameters[$0].isReceiver && parameters[$0].entryOf == nil && self.slot(of: $0) == slot }
    }

    /// The parameter that an entry of another parameter's value fills.
    func entry(_ name: String, of parameter: Int) -> Int? {
        guard let slot = slot(of: parameter), parameters[parameter].entryOf == nil else { return nil }
        return parameters.indices.first { parameters[$0].entryOf == slot && parameters[$0].name == name }
    }

    var nextSlot: Int { Self.slots(before: parameters.count, in: parameters) }

    private static func slots(before end: Int, in parameters: [Parameter]) -> Int {
        var next = 0
        for parameter in parameters[..<end] where !parameter.isReceiver { next = parameter.entryOf.map { max(next, $0 + 1) } ?? next + 1 }
        return next
    }
}

public struct FieldDeclaration: Sendable {
    public var name: String
    public var annotation: ExpressionID?
    public var value: ExpressionID?
    public var span: Span
    /// Never holds anything else (`static final`, `val`).
    public var isConstant = false
}

public struct ClassDeclaration: Sendable {
    public var name: String
    public var scope: ScopeID
    public var bases: [ExpressionID]
    public var fields: [FieldDeclaration]
    public var methods: [FunctionID]
    /// Fields set through the object itself (`self.x = …`), with the method that does it, and whether it does so on some paths only.
    public var assigned: [String: [(value: ExpressionID, function: FunctionID?, isConditional: Bool)]]
    public var span: Span
    public var documentation: String?
    /// A type whose members stand for its values, by the language's own word.
    public var isEnumeration = false
    public var decorators: [ExpressionID] = []
}

public struct Loop: Sendable {
    public enum Kind: Sendable { case each, whileTrue, comprehension }

    public var kind: Kind
    /// Names that each round binds.
    public var targets: [String]
    /// What it goes over, for `each` and comprehensions.
    public var iterable: ExpressionID?
    /// What keeps it going, for `whileTrue`.
    public var condition: ExpressionID?
    public var span: Span
    public var bodySpan: Span
    public var scope: ScopeID
    public var parent: LoopID?
    /// Whether a round can end the loop (`break`, `return`) other than by an error.
    public var hasEarlyExit: Bool
    /// Whether a `try` stands in the body.
    public var hasHandler: Bool
    /// Whether every round that gets through its body ends the loop.
    public var endsInFirstRound = false
}

extension CodeUnit {
    public subscript(_ id: ExpressionID) -> Expression { expressions[id] }

    public func text(_ id: ExpressionID) -> String { source.text(expressions[id].span) }

    /// `x is None`, `not x`, for the same `x`.
    func isAbsence(_ test: ExpressionID, of value: ExpressionID) -> Bool {
        guard case .name(let name) = expressions[value].kind else { return false }
        switch expressions[test].kind {
        case .negation(let operand): return isName(operand, name)
        case .comparison(let operators, let operands):
            guard operands.count == 2, ["is", "=="].contains(operators.first ?? ""), isName(operands[0], name) else { return false }
            if case .null = expressions[operands[1]].kind { return true }
            return false
        default: return false
        }
    }

    /// `x`, `x is not None`, for the same `x`.
    func isPresence(_ test: ExpressionID, of value: ExpressionID) -> Bool {
        guard case .name(let name) = expressions[value].kind else { return false }
        if isName(test, name) { return true }
        guard case .comparison(let operators, let operands) = expressions[test].kind, operands.count == 2,
            ["is not", "!="].contains(operators.first ?? ""), isName(operands[0], name), case .null = expressions[operands[1]].kind
        else { return false }
        return true
    }

    private func isName(_ id: ExpressionID, _ name: String) -> Bool {
        if case .name(name) = expressions[id].kind { true } else { false }
    }

    /// The function around a scope, the nearest one.
    public func function(around scope: ScopeID) -> FunctionID? {
        var current: ScopeID? = scope
        while let id = current {
            if case .function(let function) = scopes[id].kind { return function }
            current = scopes[id].parent
        }
        return nil
    }

    /// The function with a name around a scope, the nearest one.
    public func namedFunction(around scope: ScopeID) -> FunctionID? {
        var current: ScopeID? = scope
        while let id = current {
            if case .function(let function) = scopes[id].kind, !functions[function].name.isEmpty { return function }
            current = scopes[id].parent
        }
        return nil
    }

    /// The class around a scope, the nearest one.
    public func enclosingClass(around scope: ScopeID) -> ClassID? {
        var current: ScopeID? = scope
        while let id = current {
            if case .classBody(let declaration) = scopes[id].kind { return declaration }
            current = scopes[id].parent
        }
        return nil
    }

    /// `Reviews.classify`: class and function around a scope; empty at module level.
    public func symbol(around scope: ScopeID) -> String {
        var names: [String] = []
        var current: ScopeID? = scope
        while let id = current {
            switch scopes[id].kind {
            case .function(let function): if !functions[function].name.isEmpty { names.append(functions[function].name) }
            case .classBody(let declaration): names.append(classes[declaration].name)
            case .module, .comprehension: break
            }
            current = scopes[id].parent
        }
        return names.reversed().joined(separator: ".")
    }
}

/// `name[key] = value`.
public struct ItemAssignment: Sendable {
    public var name: String
    public var scope: ScopeID
    public var key: ExpressionID
    public var value: ExpressionID
    public var offset: Int
    public var isConditional: Bool
    public var loop: LoopID?
    /// Only where there was nothing before: `if c.model == "" { c.model = … }`.
    public var isForAbsent = false
    /// `name.key = value`, where objects are records of fields.
    public var isField = false
}
