package shop.moderation

import ai.koog.agents.core.agent.AIAgent
import ai.koog.prompt.dsl.Prompt
import ai.koog.prompt.executor.clients.openai.OpenAIModels
import ai.koog.prompt.executor.llms.all.simpleOpenAIExecutor
import ai.koog.prompt.executor.model.PromptExecutor
import ai.koog.prompt.llm.LLModel

val executor = simpleOpenAIExecutor(System.getenv("OPENAI_API_KEY"))

suspend fun isSpam(comment: String): Boolean {
    val agent = AIAgent(
        promptExecutor = executor,
        systemPrompt = "Is the comment spam? Answer only yes or no.",
        llmModel = OpenAIModels.Chat.GPT4o,
    )
    return agent.run(comment).trim().lowercase() == "yes" // wattlint-expect: oversized-model
}

suspend fun isSpamSmall(comment: String): Boolean {
    val agent = AIAgent(
        promptExecutor = executor,
        systemPrompt = "Is the comment spam? Answer only yes or no.",
        llmModel = OpenAIModels.Chat.GPT4_1Nano,
    )
    return agent.run(comment).trim().lowercase() == "yes" // wattlint-ok: oversized-model
}

class Answers(private val executor: PromptExecutor, private val model: LLModel) {
    // Which model, whoever makes the object says.
    suspend fun isQuestion(prompt: Prompt): Boolean =
        executor.execute(prompt, model).first().content.trim().lowercase() == "yes" // wattlint-ok: oversized-model
}
