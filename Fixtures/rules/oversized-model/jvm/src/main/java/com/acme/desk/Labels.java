package com.acme.desk;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatModelName;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;

class Labels {

    enum Mood { HAPPY, SAD, NEUTRAL }

    interface Reader {
        @UserMessage("Classify the mood of {{text}}")
        Mood classifyMood(@V("text") String text);

        @SystemMessage("You look after a forum.")
        @UserMessage("Does {{it}} contain an insult?")
        boolean isInsult(String text);

        @UserMessage("Write a story about {{it}}, as long as it takes.")
        String tell(String topic);
    }

    private final ChatModel large = OpenAiChatModel.builder().modelName("gpt-4o").build();
    private final ChatModel small = OpenAiChatModel.builder().modelName(OpenAiChatModelName.GPT_4_O_MINI).build();
    private final Reader reader = AiServices.create(Reader.class, large);
    private final Reader cheap = AiServices.builder(Reader.class).chatModel(small).build();
    private final Reader armed = AiServices.builder(Reader.class).chatModel(large).tools(new Object()).build();

    Mood mood(String text) {
        return reader.classifyMood(text); // wattlint-expect: oversized-model
    }

    boolean insult(String text) {
        return reader.isInsult(text); // wattlint-expect: oversized-model
    }

    boolean insultCheaply(String text) {
        return cheap.isInsult(text); // wattlint-ok: oversized-model
    }

    boolean insultWithTools(String text) {
        return armed.isInsult(text); // wattlint-ok: oversized-model
    }

    String story(String topic) {
        return reader.tell(topic); // wattlint-ok: oversized-model
    }
}
