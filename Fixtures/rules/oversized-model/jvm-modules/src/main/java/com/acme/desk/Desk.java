package com.acme.desk;

import static com.acme.llm.Names.LARGE;

import com.acme.llm.LlmClient;
import com.acme.llm.Models;
import com.acme.llm.Names;
import com.acme.llm.TextService;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

class Desk {

    private final TextService texts;
    private final LlmClient llm;
    private final Rules rules = new Rules();
    private final OpenAIClient client = OpenAIOkHttpClient.fromEnv();

    Desk(TextService texts, LlmClient llm) {
        this.texts = texts;
        this.llm = llm;
    }

    boolean isRefund(String mail) {
        return texts.answer("Is this a refund? Answer yes or no.\n" + mail, "gpt-4o").equals("yes"); // wattlint-expect: oversized-model
    }

    boolean isOrder(String mail) {
        return llm.complete("Is this an order? Answer yes or no.\n" + mail, Names.LARGE).equals("yes"); // wattlint-expect: oversized-model
    }

    boolean isOffer(String mail) {
        return llm.complete("Is this an offer? Answer yes or no.\n" + mail, Names.SMALL).equals("yes"); // wattlint-ok: oversized-model
    }

    boolean isReturn(String mail) {
        // Rules answer, not a model.
        return rules.answer("Is this a return? Answer yes or no.\n" + mail, LARGE).equals("yes"); // wattlint-ok: oversized-model
    }

    boolean isUrgent(String mail) {
        var params = ChatCompletionCreateParams.builder().model(LARGE).maxCompletionTokens(1)
                .addSystemMessage("Is the mail urgent? Answer yes or no.").addUserMessage(mail).build();
        return client.chat().completions().create(params).choices().get(0).message().content().orElse("no").equals("yes"); // wattlint-expect: oversized-model
    }

    boolean isChosen(String mail) {
        var params = ChatCompletionCreateParams.builder().model(Names.chosen).maxCompletionTokens(1)
                .addSystemMessage("Is the mail urgent? Answer yes or no.").addUserMessage(mail).build();
        return client.chat().completions().create(params).choices().get(0).message().content().orElse("no").equals("yes"); // wattlint-ok: oversized-model
    }

    boolean isAngry(String mail) {
        return Models.large().chat("Is the writer angry? Answer yes or no.\n" + mail).equals("yes"); // wattlint-expect: oversized-model
    }

    boolean isHappy(String mail) {
        return Models.named("gpt-4o-mini").chat("Is the writer happy? Answer yes or no.\n" + mail).equals("yes"); // wattlint-ok: oversized-model
    }

    boolean isLegal(String mail, String model) {
        // Whoever calls this decides.
        return texts.answer("Is this a legal threat? Answer yes or no.\n" + mail, model).equals("yes"); // wattlint-ok: oversized-model
    }
}
