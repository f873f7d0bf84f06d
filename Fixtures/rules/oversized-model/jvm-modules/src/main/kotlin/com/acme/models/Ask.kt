package com.acme.models

import com.openai.client.okhttp.OpenAIOkHttpClient
import com.openai.models.chat.completions.ChatCompletionCreateParams

private val client = OpenAIOkHttpClient.fromEnv()

fun ask(prompt: String, model: String = JUDGE): String {
    val params = ChatCompletionCreateParams.builder().model(model).addUserMessage(prompt).build()
    return client.chat().completions().create(params).choices().first().message().content().get()
}

fun askInOneWord(question: String, model: String): String = ask(question, model).trim().lowercase()
