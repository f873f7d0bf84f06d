package com.acme.desk

import com.openai.client.okhttp.OpenAIOkHttpClient
import com.openai.models.ChatModel
import com.openai.models.chat.completions.ChatCompletionCreateParams
import dev.langchain4j.model.chat.ChatModel as Model
import dev.langchain4j.model.openai.OpenAiChatModel
import dev.langchain4j.model.openai.OpenAiChatModelName.GPT_4_O
import dev.langchain4j.model.openai.OpenAiChatModelName.GPT_4_O_MINI
import org.springframework.ai.chat.client.ChatClient
import org.springframework.ai.openai.OpenAiChatOptions

private const val LARGE = "gpt-4-turbo"

enum class Tone { FRIENDLY, ANGRY, NEUTRAL }

class Assistant(
    private val chat: ChatClient,
    private val injected: Model,
    private val label: String = System.getenv("LABEL_MODEL") ?: "gpt-4o",
) {
    private val client = OpenAIOkHttpClient.fromEnv()

    private val large: Model = OpenAiChatModel.builder().modelName(GPT_4_O).temperature(0.0).build()
    private val small: Model by lazy { OpenAiChatModel.builder().modelName(GPT_4_O_MINI).build() }

    fun isUrgent(mail: String): Boolean {
        val answer = large.chat("Is the mail „dringend“, that is urgent? Answer yes or no: $mail") // wattlint-expect: oversized-model
        return answer.trim().lowercase() == "yes"
    }

    fun isUrgentCheaply(mail: String) =
        small.chat("Is the mail urgent? Answer yes or no: $mail").trim() == "yes" // wattlint-ok: oversized-model

    fun isRude(mail: String) = injected.chat("Is the mail rude? Answer yes or no: $mail").trim() == "yes" // wattlint-ok: oversized-model

    fun detectTone(mail: String): Tone = chat.prompt() // wattlint-expect: oversized-model
        .system("Classify the tone of the mail. Answer with one word: friendly, angry or neutral.")
        .user { it.text("Mail: {mail}").param("mail", mail) }
        .options(OpenAiChatOptions.builder().model("gpt-4o").temperature(0.0).build())
        .call()
        .content()
        .let { Tone.valueOf(it!!.uppercase()) }

    fun routeMail(mail: String): String {
        val params = ChatCompletionCreateParams.builder()
            .model(ChatModel.GPT_4_1)
            .maxCompletionTokens(5)
            .addSystemMessage("Route the mail to a team. Reply with only the name of the team: billing, shipping, sales.")
            .addUserMessage(mail)
            .build()
        val team = client.chat().completions().create(params).choices().first().message().content().get() // wattlint-expect: oversized-model
        return when (team.trim()) {
            "billing" -> "finance@acme.example"
            "shipping" -> "logistics@acme.example"
            else -> "hello@acme.example"
        }
    }

    fun scoreImportance(mail: String): Int {
        val model = OpenAiChatModel.builder().modelName(LARGE).maxTokens(2).build()
        return model.chat("Rate the importance of the mail on a scale of 1 to 10. Return only a number.\n$mail").toInt() // wattlint-expect: oversized-model
    }

    fun writeReply(mail: String): String =
        large.chat("Write a warm and complete answer to this mail, with every step that the customer must take:\n$mail") // wattlint-ok: oversized-model

    /** Both are possible, and one of them is small. */
    fun isNews(mail: String, careful: Boolean): Boolean {
        val model = OpenAiChatModel.builder().modelName(if (careful) "gpt-4o" else "gpt-4o-mini").build()
        return model.chat("Is the mail a newsletter? Answer yes or no: $mail").startsWith("yes") // wattlint-ok: oversized-model
    }
}
