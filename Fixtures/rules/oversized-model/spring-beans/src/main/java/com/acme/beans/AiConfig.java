package com.acme.beans;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
public class AiConfig {

    @Bean
    ChatClient labels(OpenAiChatModel model) {
        return ChatClient.builder(model).defaultOptions(OpenAiChatOptions.builder().model("gpt-4.1-nano").build()).build();
    }
}
