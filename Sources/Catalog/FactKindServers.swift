/// The fields of what sends pages and answers to browsers and other clients.
extension FactKind {
    static let webServerFields: [FieldSchema] = [
        .text("engine", "nginx, ingress-nginx, spring, express, …"),
        .text("name", "the host names that it answers to"),
        .text("content", "pages where it sends files of its own, answers where it sends what a program answers", choices: ["pages", "answers"]),
        .text("sends", "the same in words"),
        .text("compression", "on, html-only, off where it is switched off, none where nothing says a word of it and that means off; unknown where something that was not read may say it", choices: ["on", "html-only", "off", "none"]),
        .text("compression.reason", "what that is concluded from"),
        .text("unread", "files that are part of its configuration and were not read, comma-separated"),
        .flag("whole", "its file has all that surrounds it"),
        .flag("streams", "its answers may come in pieces that somebody waits for"),
        .flag("program", "it is a program of the repository, and no server before one"),
        .flag("asks-plain", "it asks the programs behind it not to compress"),
        .text("environment", "development when its path or address says so, else unstated", choices: ["development", "unstated"]),
        .text("front", "what may compress or keep answers before clients get them: the word or file that says so, or none when the repository was searched"),
        .text("behind", "files where it sends files of its own, plain where nothing of the program behind it compresses, compressed where something does, streams where that sends answers in pieces", choices: ["files", "plain", "compressed", "streams"]),
        .text("remedy.setting", "what switches it on"),
    ]

    static let staticContentFields: [FieldSchema] = [
        .text("engine", "nginx, express, …"),
        .text("locations", "where requests find the files, comma-separated"),
        .text("folder", "the folder of the files, as the program names it"),
        .text("names", "hashed where the names of files hold a hash of what is in them, so that they never change", choices: ["hashed"]),
        .text("names.reason", "what that is concluded from"),
        .text("built-by", "what makes the files"),
        .text("caching", "kept where some files get a lifetime, refused where browsers are told to ask again, none where nothing says a word of it", choices: ["kept", "refused", "none"]),
        .text("caching.reason", "what that is concluded from"),
        .text("environment", "as of a web-server", choices: ["development", "unstated"]),
        .text("front", "as of a web-server"),
        .text("remedy.setting", "what gives the files a lifetime"),
    ]
}
