package shop.moderation

import com.aallam.openai.api.chat.ChatCompletionRequest
import com.aallam.openai.api.chat.ChatMessage
import com.aallam.openai.api.chat.ChatRole
import com.aallam.openai.api.model.ModelId
import com.aallam.openai.client.OpenAI
import com.aallam.openai.client.OpenAIHost

enum class Topic { DELIVERY, PAYMENT, OTHER }

data class Settings(val model: String = "gpt-4o", val small: String = "gpt-4o-mini")

class Moderation(private val openAI: OpenAI = OpenAI(token = System.getenv("OPENAI_API_KEY")), private val settings: Settings = Settings()) {
    companion object {
        const val LARGE = "gpt-4-turbo"
        val SMALL = ModelId("gpt-4o-mini")
        private const val TOPIC = "Classify the comment into exactly one of: delivery, payment, other. Answer with the label only."
    }

    suspend fun isSpam(comment: String): Boolean {
        val request = ChatCompletionRequest(
            model = ModelId("gpt-4o"),
            messages = listOf(
                ChatMessage(role = ChatRole.System, content = "Is the comment spam? Answer yes or no."),
                ChatMessage(role = ChatRole.User, content = comment),
            ),
            maxTokens = 1,
        )
        val completion = openAI.chatCompletion(request) // wattlint-expect: oversized-model
        return completion.choices.first().message.content?.trim()?.lowercase() == "yes"
    }

    suspend fun topic(comment: String): Topic {
        val completion = openAI.chatCompletion( // wattlint-expect: oversized-model
            request = ChatCompletionRequest(
                model = ModelId(LARGE),
                temperature = 0.0,
                messages = listOf(ChatMessage.System(TOPIC), ChatMessage.User(comment)),
            ),
        )
        return when (completion.choices[0].message.content?.trim()) {
            "delivery" -> Topic.DELIVERY
            "payment" -> Topic.PAYMENT
            else -> Topic.OTHER
        }
    }

    /** The small one already. */
    suspend fun isRude(comment: String): Boolean {
        val request = ChatCompletionRequest(
            model = SMALL,
            messages = listOf(ChatMessage(role = ChatRole.User, content = "Is this comment rude? Answer yes or no.\n\n$comment")),
            maxTokens = 1,
        )
        return openAI.chatCompletion(request).choices.first().message.content == "yes" // wattlint-ok: oversized-model
    }

    suspend fun reply(comment: String): String? {
        val request = ChatCompletionRequest(
            model = ModelId("gpt-4o"),
            messages = listOf(ChatMessage(role = ChatRole.User, content = "Write a long, friendly reply to this comment: $comment")),
        )
        return openAI.chatCompletion(request).choices.first().message.content // wattlint-ok: oversized-model
    }

    /** A server of one's own, whatever its model is called. */
    suspend fun isOffTopic(comment: String): Boolean {
        val local = OpenAI(token = "none", host = OpenAIHost(baseUrl = "http://localhost:8000/v1/"))
        val request = ChatCompletionRequest(
            model = ModelId("gpt-4o"),
            messages = listOf(ChatMessage(role = ChatRole.User, content = "Is this comment off topic? Answer yes or no. $comment")),
            maxTokens = 1,
        )
        return local.chatCompletion(request).choices.first().message.content == "yes" // wattlint-ok: oversized-model
    }
}
