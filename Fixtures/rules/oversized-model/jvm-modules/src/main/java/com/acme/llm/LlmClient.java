package com.acme.llm;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

public class LlmClient {

    private final OpenAIClient client = OpenAIOkHttpClient.fromEnv();

    public String complete(String prompt, String model) {
        ChatCompletionCreateParams params = ChatCompletionCreateParams.builder().model(model).addUserMessage(prompt).build();
        return client.chat().completions().create(params).choices().get(0).message().content().orElse("");
    }
}
