package com.acme.mail

import org.springframework.ai.chat.client.ChatClient
import org.springframework.ai.openai.OpenAiChatOptions

class Moods(builder: ChatClient.Builder) {
    private val chatClient: ChatClient = builder.defaultOptions(OpenAiChatOptions.builder().model("gpt-4o").build()).build()

    fun isAngry(mail: String): Boolean {
        val answer = chatClient.prompt().user("Is the author angry? Answer yes or no: $mail").call().content() // wattlint-expect: oversized-model
        return answer?.trim().equals("yes", ignoreCase = true)
    }
}
