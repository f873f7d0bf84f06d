internal import CLibYAML

/// Owns a libyaml parser and the event it gave last. The bytes must outlive it.
///
/// libyaml reads ahead by at most 1,024 characters before it gives an event, so that whoever counts the depth in events
/// stops long before its time grows quadratically with the depth of brackets.
struct YAMLEvents: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let event: UnsafeMutablePointer<yaml_event_t>
    private var holdsEvent = false

    /// - Returns: nil for no bytes at all, and when libyaml has no memory.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return nil }
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        guard yaml_parser_initialize(parser) != 0 else {
            parser.deallocate()
            return nil
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, base, bytes.count)
        self.parser = parser
        event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
    }

    deinit {
        if holdsEvent { yaml_event_delete(event) }
        yaml_parser_delete(parser)
        event.deallocate()
        parser.deallocate()
    }

    /// The next event, valid until the next call; nil when the text is wrong, see `failure`.
    mutating func next() -> UnsafePointer<yaml_event_t>? {
        if holdsEvent { yaml_event_delete(event) }
        holdsEvent = yaml_parser_parse(parser, event) != 0
        return holdsEvent ? UnsafePointer(event) : nil
    }

    /// Where a text went wrong, counted as libyaml counts.
    enum Place {
        case characters(Int)
        case bytes(Int)
    }

    /// What is wrong with the text, and where. A string without an end is wrong where it starts.
    var failure: (reason: String, place: Place) {
        let state = parser.pointee
        let problem = state.problem.map { String(cString: $0) } ?? "the text is not YAML"
        if state.error == YAML_READER_ERROR { return (problem, .bytes(state.problem_offset)) }
        guard let context = state.context.map({ String(cString: $0) }) else {
            return (problem, .characters(state.problem_mark.index))
        }
        let isUnterminated = problem == "found unexpected end of stream" || problem == "found unexpected document indicator"
        return ("\(problem) \(context)", .characters(isUnterminated ? state.context_mark.index : state.problem_mark.index))
    }
}

/// Turns libyaml's marks, which count characters, into byte offsets. Marks come nearly in order, so that it walks from the last.
struct YAMLMarks {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let isASCII: Bool
    private let base: Int
    private var index = 0
    private var offset: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, from base: Int, isASCII: Bool) {
        self.bytes = bytes
        self.base = base
        self.isASCII = isASCII
        offset = base
    }

    mutating func offset(of wanted: Int) -> Int {
        if isASCII { return min(base + wanted, bytes.count) }
        while index < wanted, offset < bytes.count {
            offset += 1
            while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            index += 1
        }
        while index > wanted, offset > base {
            offset -= 1
            while offset > base, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
            index -= 1
        }
        return offset
    }
}
