package com.acme.desk;

class Rules {
    String answer(String question, String model) {
        return question.contains("refund") ? "yes" : "no";
    }
}
