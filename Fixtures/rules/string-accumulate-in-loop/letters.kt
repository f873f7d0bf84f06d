package shop.letters

fun joined(names: List<String>): String {
    var text = ""
    for (name in names) {
        text += name + "\n" // wattlint-expect: string-accumulate-in-loop
    }
    return text
}

fun count(names: List<String>): Int {
    var size = 0
    for (name in names) {
        size += name.length // wattlint-ok: string-accumulate-in-loop
    }
    return size
}

fun built(names: List<String>): String = buildString {
    for (name in names) {
        append(name) // wattlint-ok: string-accumulate-in-loop
    }
}

fun list(names: List<String>): List<String> {
    var all = listOf<String>()
    for (name in names) {
        all += name // wattlint-ok: string-accumulate-in-loop
    }
    return all
}
