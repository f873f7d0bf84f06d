package com.acme.llm;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;

public final class Models {

    public static ChatModel large() {
        return OpenAiChatModel.builder().modelName(Names.LARGE).temperature(0.0).build();
    }

    public static ChatModel named(String name) {
        return OpenAiChatModel.builder().modelName(name).build();
    }

    private Models() {}
}
