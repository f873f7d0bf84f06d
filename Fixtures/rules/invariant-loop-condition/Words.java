package shop.words;

class Words {
    static int capitals(String text) {
        int count = 0;
        for (int i = 0; i < text.toCharArray().length; i++) { // wattlint-expect: invariant-loop-condition
            if (Character.isUpperCase(text.charAt(i))) {
                count++;
            }
        }
        return count;
    }

    static int letters(String text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) { // wattlint-ok: invariant-loop-condition
            count += text.charAt(i) == ' ' ? 0 : 1;
        }
        return count;
    }

    static String trimmed(String text) {
        while (text.split(",").length > 3) { // wattlint-ok: invariant-loop-condition
            text = text.substring(1);
        }
        return text;
    }
}
