package com.acme.bank;

import dev.langchain4j.service.UserMessage;
import io.quarkiverse.langchain4j.RegisterAiService;

@RegisterAiService(modelName = "archive")
public interface Legacy {

    // No such model is set up here.
    @UserMessage("Is this letter a duplicate? Answer only yes or no: {letter}")
    boolean isDuplicate(String letter); // wattlint-ok: oversized-model
}
