package com.acme.desk;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.Model;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.ChatModel;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

final class Moderation {

    private final OpenAIClient client = OpenAIOkHttpClient.fromEnv();
    private final AnthropicClient claude = AnthropicOkHttpClient.fromEnv();
    private final OpenAIClient local = OpenAIOkHttpClient.builder().apiKey("none").baseUrl("http://vllm.models:8000/v1").build();

    boolean isToxic(String comment) {
        ChatCompletionCreateParams params = ChatCompletionCreateParams.builder()
                .model(ChatModel.GPT_4O)
                .maxCompletionTokens(1)
                .addSystemMessage("Is the comment toxic? Answer yes or no.")
                .addUserMessage(comment)
                .build();
        String answer = client.chat().completions().create(params) // wattlint-expect: oversized-model
                .choices().get(0).message().content().orElse("no");
        return answer.equals("yes");
    }

    boolean isToxicLocally(String comment) {
        var params = ChatCompletionCreateParams.builder().model(ChatModel.GPT_4O).maxCompletionTokens(1)
                .addSystemMessage("Is the comment toxic? Answer yes or no.").addUserMessage(comment).build();
        // What the local server makes of the name is its own affair.
        return local.chat().completions().create(params).choices().get(0).message().content().orElse("no").equals("yes"); // wattlint-ok: oversized-model
    }

    String routeQuestion(String question) {
        return claude.messages().create(MessageCreateParams.builder() // wattlint-expect: oversized-model
                .model(Model.CLAUDE_OPUS_4_1)
                .maxTokens(10)
                .system("Route the question to the best team. Reply with only the name of the team: orders, returns or finance.")
                .addUserMessage(question)
                .build())
                .content().get(0).text().get().text();
    }

    String routeQuestionCheaply(String question) {
        return claude.messages().create(MessageCreateParams.builder() // wattlint-ok: oversized-model
                .model(Model.CLAUDE_HAIKU_4_5)
                .maxTokens(10)
                .system("Route the question to the best team. Reply with only the name of the team: orders, returns or finance.")
                .addUserMessage(question)
                .build())
                .content().get(0).text().get().text();
    }
}
