internal import Catalog
internal import ConfigModel

extension PipelineFacts {
    /// What the jobs of a pipeline fetch, where that is all that takes them time.
    struct Fetched {
        var manifests: Set<String> = []
        var packages: Set<String> = []
        var modules: Set<String> = []
    }

    /// Nil where a job does anything else that may take time, does it several times, or fetches what cannot be counted.
    func fetched(by jobs: [PipelineJob]) -> Fetched? {
        guard !isGitLab, !jobs.contains(where: \.isRepeated) else { return nil }
        var result = Fetched()
        for job in jobs {
            for step in job.steps where runsForChanges(step.condition) {
                if let action = step.action, !knowledge.isSlight(action: action) || step.inputs.keys.contains(where: knowledge.installingInputs.contains) { return nil }
                for (index, command) in step.commands.enumerated() where !count(command.words, at: index, of: step, in: &result) { return nil }
            }
        }
        return result
    }

    private func count(_ words: [String], at index: Int, of step: PipelineStep, in result: inout Fetched) -> Bool {
        let named = knowledge.amounts.named(by: words)
        if let installer = knowledge.installers.first(where: { $0.matches(words) }) {
            guard let folder = step.folder(at: index, knowledge) else { return false }
            let prefix = folder.isEmpty ? "" : folder + "/"
            if installer.manifestFiles.isEmpty || installer.isOfRequirements {
                let names = installer.named(by: words)
                // Without the project itself, of which it is not known what it needs.
                guard !names.isEmpty, !names.contains(where: { $0.contains("$") || $0.contains("*") }), case .packages(let packages) = named else { return false }
                result.manifests.formUnion(names.map { prefix + $0 })
                result.packages.formUnion(packages)
            } else {
                guard let file = knowledge.countedFile(of: installer) else { return false }
                result.manifests.insert(prefix + file)
            }
            return true
        }
        switch named {
        case .packages(let names): result.packages.formUnion(names)
        case .modules(let names): result.modules.formUnion(names)
        case nil: return !knowledge.mayBeWork(words)
        }
        return true
    }
}

extension PipelineStep {
    /// The folder, below the repository's, that the step's command at an index runs in; empty for the repository's own, nil where it is not known.
    func folder(at index: Int, _ knowledge: PipelineKnowledge) -> String? {
        var folder = directory ?? ""
        for command in commands.prefix(index) where ["cd", "pushd"].contains(command.words.first) {
            guard command.words.count == 2, let target = command.words.last, !target.hasPrefix("/") else { return nil }
            folder = folder.isEmpty ? target : folder + "/" + target
        }
        let words = commands[index].words
        for (place, word) in words.enumerated() {
            if let option = knowledge.folderOptions.first(where: { word.hasPrefix($0 + "=") }) { folder += "/" + word.dropFirst(option.count + 1) }
            if knowledge.folderOptions.contains(word), place + 1 < words.count { folder += "/" + words[place + 1] }
        }
        let parts = folder.split { $0 == "/" || $0 == "\"" }.filter { $0 != "." }
        return folder.hasPrefix("/") && directory?.hasPrefix("/") ?? false || folder.contains("$") || folder.contains("~") || parts.contains("..") ? nil : parts.joined(separator: "/")
    }
}

extension Installer {
    /// It installs a list of requirements rather than a project.
    var isOfRequirements: Bool { manifest == "requirements.txt" }
}

extension PipelineKnowledge {
    /// The file that tells how much is installed: the lock file where its entries are known, else the manifest of Node.js.
    fileprivate func countedFile(of installer: Installer) -> String? {
        let files = installer.manifestFiles
        if files.first == "package.json" { return files.first }
        return files.last.flatMap { amounts.lockEntries[$0] == nil ? nil : $0 }
    }
}
