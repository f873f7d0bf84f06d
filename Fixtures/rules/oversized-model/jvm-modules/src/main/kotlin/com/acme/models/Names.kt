package com.acme.models

const val JUDGE = "gpt-4-turbo"
const val SORTER = "gpt-4o-mini"

enum class Tier(val model: String) {
    HIGH("gpt-4o"),
    LOW("gpt-4o-mini"),
}
