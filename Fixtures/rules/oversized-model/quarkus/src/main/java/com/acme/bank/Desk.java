package com.acme.bank;

import dev.langchain4j.service.UserMessage;
import io.quarkiverse.langchain4j.RegisterAiService;

// It looks things up before it answers.
@RegisterAiService(tools = AccountTools.class)
public interface Desk {

    @UserMessage("Is the account {number} overdrawn? Answer only yes or no.")
    boolean isOverdrawn(String number); // wattlint-ok: oversized-model
}
