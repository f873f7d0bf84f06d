internal import Catalog
internal import CodeModel
internal import ConfigModel
internal import Parsing

/// Jobs that a program has a scheduler run, and calls that ask how clean the grid is.
extension CodeExtraction {
    mutating func addSchedules() {
        let shapes = knowledge.schedulers.shapes(language.ecosystem).filter { importsPart(of: $0.package) }
        for call in unit.calls.indices where !shapes.isEmpty {
            let site = unit.calls[call]
            guard let word = lastName(site.callee) else { continue }
            let names = resolver.qualifiedNames(site.callee)
            guard let shape = shapes.first(where: { sets(up: $0, site, word, names) }) else { continue }
            addJob(site, shape)
        }
    }

    private func importsPart(of package: String) -> Bool {
        unit.importedModules.contains { $0 == package || $0.hasPrefix("\(package).") || $0.hasPrefix("\(package)/") }
    }

    private func sets(up shape: SchedulerKnowledge.Shape, _ site: CallSite, _ word: String, _ names: [String]) -> Bool {
        if names.contains(where: shape.isFunction) { return true }
        guard shape.methods.contains(word), case .member = unit[site.callee].kind else { return false }
        return shape.cron.isEmpty ? names.contains { $0.hasPrefix("?") } : !argument(shape.cron, of: site, options: shape.options).isAbsent
    }

    /// The hours of a job: an expression, or how often it runs.
    private struct Hours {
        var schedule: CronSchedule?
        var runsPerMonth: Double
        var text: String
        var place: Span
    }

    private mutating func addJob(_ site: CallSite, _ shape: SchedulerKnowledge.Shape) {
        guard let hours = hours(site, shape) else { return }
        let work = work(of: site, shape)
        var fields: [String: Value] = [
            "kind": .text(shape.kind), "schedule": .text(hours.text), "runs-per-month": .number(hours.runsPerMonth),
        ]
        let name = argument(shape.name, of: site, options: shape.options).located?.text ?? work.names.first
        if let name { fields["name"] = .text(name.prefixed(60)) }
        let zone = zone(of: site, shape)
        if let zone { fields["time-zone"] = .text(zone) }
        if let zone, ScheduleTimes.namesPlace(zone), let schedule = hours.schedule,
            let (isPeak, start) = ScheduleTimes.conclude(schedule, ahead: 0...0)
        {
            fields["evening-peak"] = .flag(isPeak)
            if let start { fields["start"] = .text(start) }
        }
        if promises() {
            fields["deferrable"] = .flag(false)
            fields["deferrable.evidence"] = .text("it promises to be done by some time")
        } else if !work.isIdle {
            let texts = (name.map { [$0] } ?? []) + work.names
            fields.merge(JobWords(texts, knowledge.batchNames).fields(from: "name, tasks or functions")) { own, _ in own }
        }
        result.facts.append(makeFact(.batchJob, at: hours.place, scope: site.scope, fields: fields))
    }

    /// A promise to be done by some time, of a job or of the defaults of its tasks.
    private func promises() -> Bool {
        let words = knowledge.schedulers.promises
        return unit.calls.contains { site in site.arguments.contains { words.contains($0.name ?? "") } }
            || unit.expressions.contains { expression in
                guard case .dictionary(let entries) = expression.kind else { return false }
                return entries.contains { entry in
                    guard let key = entry.key, case .text(let name) = unit[key].kind else { return false }
                    return words.contains(name)
                }
            }
    }

    // MARK: Hours

    private func hours(_ site: CallSite, _ shape: SchedulerKnowledge.Shape) -> Hours? {
        if !shape.trigger.isEmpty {
            guard let trigger = argument(shape.trigger, of: site, options: shape.options).located?.text, shape.triggers.contains(trigger) else { return nil }
        }
        guard shape.cron.isEmpty else { return written(argument(shape.cron, of: site, options: shape.options), site, shape) }
        var words: [String] = []
        for positions in shape.fields {
            switch argument(positions, of: site) {
            case .absent: words.append("*")
            case .unknown: return nil
            case .given(let located, _):
                guard let word = located.text ?? located.number.map({ String(Int($0)) }) else { return nil }
                words.append(word.filter { $0 != " " })
            }
        }
        guard words.contains(where: { $0 != "*" }) else { return nil }
        // Celery runs in each minute of the hour that is given; APScheduler at its start.
        if words[0] == "*", shape.package == "apscheduler", words[1...].contains(where: { $0 != "*" }) { words[0] = "0" }
        return hours(words.joined(separator: " "), at: site.span)
    }

    private func written(_ answer: ArgumentAnswer, _ site: CallSite, _ shape: SchedulerKnowledge.Shape) -> Hours? {
        guard case .given(let located, let expression) = answer else { return nil }
        let place = expression.map { unit[$0].span } ?? located.spans.first ?? site.span
        if let text = located.text {
            var fields = text.split(whereSeparator: \.isWhitespace)
            if shape.countsSeconds, fields.count == 6 {
                guard Int(fields[0]) != nil else { return nil }
                fields.removeFirst()
            }
            return hours(fields.joined(separator: " "), at: place)
        }
        guard case .call(let call) = located.value, calledWord(unit.calls[call].callee) == "timedelta" else { return nil }
        var seconds = 0.0
        for argument in unit.calls[call].arguments {
            guard let name = argument.name, let unit = Self.seconds[name], let count = resolver.resolve(argument.value).number else { return nil }
            seconds += unit * count
        }
        guard seconds > 0 else { return nil }
        return Hours(schedule: nil, runsPerMonth: 30.44 * 86_400 / seconds, text: unit.text(unit.calls[call].expression), place: place)
    }

    private static let seconds = ["seconds": 1.0, "minutes": 60, "hours": 3600, "days": 86_400, "weeks": 604_800]

    private func hours(_ text: String, at place: Span) -> Hours? {
        guard let schedule = CronSchedule(text) else { return nil }
        return Hours(schedule: schedule, runsPerMonth: schedule.runsPerMonth, text: text, place: place)
    }

    /// The zone that is named with the schedule, or the only one that the file names.
    private func zone(of site: CallSite, _ shape: SchedulerKnowledge.Shape) -> String? {
        if case .given(let located, let expression) = argument(shape.zone, of: site, options: shape.options) {
            if let text = located.text { return text }
            var spans = expression.map { [unit[$0].span] } ?? []
            if case .call(let call) = located.value { spans.append(unit.calls[call].span) }
            return zones(in: spans).first
        }
        guard shape.zoneOfFile else { return nil }
        let all = Set(zones(in: [Span(0, unit.source.bytes.count)]))
        return all.count == 1 ? all.first : nil
    }

    private func zones(in spans: [Span]) -> [String] {
        unit.expressions.compactMap { expression in
            guard case .text(let text) = expression.kind, Self.continents.contains(where: text.hasPrefix), text.utf8.count < 40, !text.contains(" "),
                spans.contains(where: { $0.contains(expression.span) })
            else { return nil }
            return text
        }
    }

    private static let continents = ["Europe/", "America/", "Asia/", "Africa/", "Australia/", "Pacific/", "Atlantic/", "Indian/"]

    // MARK: Work

    /// What a job does, as far as the file shows it.
    private struct Work {
        /// Names of functions, tasks and commands.
        var names: [String] = []
        var functions: Set<FunctionID> = []
        /// Whether something of it is done elsewhere.
        var isElsewhere = false
        var isIdle = false
    }

    private func work(of site: CallSite, _ shape: SchedulerKnowledge.Shape) -> Work {
        var work = Work()
        if let function = unit.functions.indices.first(where: { unit.functions[$0].decorators.contains(site.expression) }) {
            add(function: function, to: &work)
            if shape.hasTasks { addTasks(in: unit.functions[function].span, to: &work) }
        } else if shape.hasTasks {
            addTasks(in: block(of: site) ?? Span(0, unit.source.bytes.count), to: &work)
        }
        if shape.work == [.keyword("receiver")] {
            if case .member(let object, _) = unit[site.callee].kind { add(object, to: &work) }
        } else if case .given(_, let expression?) = argument(shape.work, of: site, options: shape.options) {
            add(expression, to: &work)
        }
        if shape.hasNeighbours { addNeighbours(of: site, to: &work) }
        work.isIdle = !work.isElsewhere && !work.functions.isEmpty && work.functions.allSatisfy(isIdle)
        return work
    }

    private func add(function: FunctionID, to work: inout Work) {
        guard work.functions.insert(function).inserted else { return }
        let name = unit.functions[function].name
        if !name.isEmpty { work.names.append(name) }
    }

    /// A function that is handed over: by its name, as a text, or written out.
    private func add(_ expression: ExpressionID, to work: inout Work) {
        switch unit[expression].kind {
        case .text(let text):
            work.names += text.split(separator: ".").suffix(2).map(String.init)
            work.isElsewhere = true
        case .call(let call):
            // `retrain.s()`: what makes the job of a function.
            if case .member(let object, _) = unit[unit.calls[call].callee].kind { add(object, to: &work) }
        case .name(let name), .member(_, let name):
            if case .function(let function) = resolver.resolve(expression).value {
                add(function: function, to: &work)
            } else {
                work.names.append(name)
                work.isElsewhere = true
            }
        default: break
        }
        // A function that is written in place: what it calls is what it does.
        let span = unit[expression].span
        let written = unit.functions.indices.first { span.contains(unit.functions[$0].span) }
        if let written { work.functions.insert(written) } else if case .unknown = unit[expression].kind {} else { return }
        for site in unit.calls where span.contains(site.span) {
            if let word = calledWord(site.callee), !knowledge.schedulers.idleCalls.contains(word) { work.names.append(word) }
        }
    }

    /// The block in which the tasks of a schedule are set up: `with DAG(…) as dag:`.
    private func block(of site: CallSite) -> Span? {
        unit.managed.first { block in block.objects.contains { unit[$0].span.contains(site.span) } }?.span
    }

    /// Tasks by their operators and decorated functions. Sensors wait, and do no work.
    private func addTasks(in span: Span, to work: inout Work) {
        for site in unit.calls where span.contains(site.span) {
            guard let word = calledWord(site.callee), word.hasSuffix("Operator") else { continue }
            if let id = site.keyword("task_id").map(resolver.resolve)?.text { work.names.append(id) }
            if let callable = site.keyword("python_callable") {
                add(callable, to: &work)
            } else if word != "EmptyOperator", word != "DummyOperator" {
                work.isElsewhere = true
            }
            if let command = site.keyword("bash_command").map(resolver.resolve) {
                let text = command.knownText
                work.names.append(text.prefixed(200))
                if text.hasPrefix("echo ") { work.isElsewhere = false }
            }
        }
        let called = Set(unit.calls.filter { span.contains($0.span) }.compactMap { calledWord($0.callee) })
        for function in unit.functions.indices where isTask(function) {
            let declaration = unit.functions[function]
            if span.contains(declaration.span) || called.contains(declaration.name) { add(function: function, to: &work) }
        }
    }

    private func isTask(_ function: FunctionID) -> Bool {
        unit.functions[function].decorators.contains { decorator in
            let text = unit.text(decorator).prefix { $0 != "(" }
            return text == "task" || text.hasPrefix("task.") && !text.contains("sensor")
        }
    }

    /// What stands beside a schedule: entries of the same dictionary, arguments of the same call.
    private func addNeighbours(of site: CallSite, to work: inout Work) {
        let parent = unit[site.expression].parent
        guard parent >= 0 else { return }
        switch unit[parent].kind {
        case .dictionary(let entries):
            for entry in entries where entry.value != site.expression {
                if let key = entry.key, case .text("task") = unit[key].kind { add(entry.value, to: &work) }
            }
            // The dictionary stands in another one under the job's name.
            if unit[parent].parent >= 0, case .dictionary(let jobs) = unit[unit[parent].parent].kind,
                let key = jobs.first(where: { $0.value == parent })?.key, case .text(let name) = unit[key].kind
            {
                work.names.insert(name, at: 0)
            }
        case .call(let call):
            for argument in unit.calls[call].arguments where argument.value != site.expression && argument.spread == .none {
                if argument.name == nil || ["func", "name", "id", "sig"].contains(argument.name ?? "") { add(argument.value, to: &work) }
            }
        default: break
        }
    }

    /// A function that only says something.
    private func isIdle(_ function: FunctionID) -> Bool {
        let span = unit.functions[function].span
        return unit.calls.allSatisfy { site in
            guard span.contains(site.span), site.scope != unit.functions[function].scope || unit[site.expression].role != .decorator else { return true }
            if unit[site.expression].role == .decorator { return true }
            return calledWord(site.callee).map(knowledge.schedulers.idleCalls.contains) ?? false
        }
    }

    // MARK: The grid

    /// A file that asks how clean the grid is, by the address, package or name that it uses.
    mutating func addCarbonSignals() {
        let words = knowledge.schedulers.carbonSignals.filter { unit.source.contains(word: $0) }
        guard !words.isEmpty else { return }
        // Not what a comment says of it.
        func names(_ text: String) -> String? { words.first { text.contains($0) } }
        if let module = unit.importedModules.sorted().first(where: { names($0) != nil }) {
            result.facts.append(makeFact(.carbonSignal, at: unit.source.lineSpan(1), scope: 0, fields: ["name": .text(module)]))
            return
        }
        for expression in unit.expressions {
            let text: String
            switch expression.kind {
            case .text(let written), .name(let written), .member(_, let written): text = written
            default: continue
            }
            guard let word = names(text) else { continue }
            result.facts.append(makeFact(.carbonSignal, at: expression.span, scope: expression.scope, fields: ["name": .text(word)]))
            return
        }
    }
}
