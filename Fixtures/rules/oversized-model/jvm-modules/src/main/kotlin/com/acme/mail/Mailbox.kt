package com.acme.mail

import com.acme.models.JUDGE
import com.acme.models.SORTER
import com.acme.models.ask
import com.acme.models.askInOneWord

class Mailbox(private val model: String) {

    fun isSpam(mail: String) = askInOneWord("Is the mail spam? Answer yes or no.\n$mail", JUDGE) == "yes" // wattlint-expect: oversized-model

    fun isBill(mail: String) = ask("Is the mail a bill? Answer yes or no.\n$mail") == "yes" // wattlint-expect: oversized-model

    fun isCard(mail: String) = askInOneWord("Is the mail a card? Answer yes or no.\n$mail", SORTER) == "yes" // wattlint-ok: oversized-model

    fun isNote(mail: String) = ask("Is the mail a note? Answer yes or no.\n$mail", model) == "yes" // wattlint-ok: oversized-model

    fun reply(mail: String) = ask("Write a warm and complete answer to the mail, with all that the customer must do:\n$mail") // wattlint-ok: oversized-model
}
