// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words that Rekindle once had of its own, and the words that everybody in the field uses. */
final class OldWords {

    /** A pattern that may not match, and what to write in its place. */
    private record Word(Pattern pattern, String instead) {}

    /** In sentences. */
    private static final List<Word> WORDS = List.of(
            word(
                    "(?:gives?|given|gave|giving|has|have|had|asks?|asked|ask|for|under|of|by|such|second|own|without) leave",
                    "approval"),
            word("leave (?:is|was|for|that|of people|given|ends|to (?:destroy|delete))", "approval"),
            word("(?:taken|takes|take|took) down", "accepted, or torn down"),
            word("still counts?|counts", "is valid, or: takes effect, goes first, number of"),
            word(
                    "(?:certificates?|credentials?|authorit(?:y|ies)|authority's|own|it) (?:has|have|had) ended",
                    "expired"),
            word("tells?|told", "reports, says, shows; inform"),
            word("on paper|papers?", "simulated"),
            word("mend(?:s|ed|ing)?", "fix, repair; of certificates: renew"),
            word("anew", "again"),
            word("whoever|nobody|somebody|everybody", "the operator, an approver, no one, every"),
            word("(?:circuit )?breakers?", "teardown rate limit"),
            word("twins?", "duplicate"),
            word("rungs?", "candidate template"),
            word("hops?", "upgrade step"),
            word("errands?", "drill case, scenario"));

    /** Keys and commands that have other names now; looked for in code as well. */
    private static final List<Word> NAMES = List.of(
            word("lookAgain", "confirmAfter"),
            word("aDay", "maxPerDay"),
            word("atOnce", "rateLimit.maxConcurrent"),
            word("deadlines\\.answer", "deadlines.request"),
            word("cloud left-overs", "cloud orphans"));

    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\\n]*`|\\]\\([^)]*\\)|<[^>\\n]*>");

    private OldWords() {}

    private static Word word(String pattern, String instead) {
        return new Word(Pattern.compile("\\b(?:" + pattern + ")\\b", Pattern.CASE_INSENSITIVE), instead);
    }

    /** What is said in old words, each with what to say instead. */
    static List<String> in(String text) {
        List<String> found = new ArrayList<>();
        find(WORDS, CODE.matcher(text).replaceAll(" "), found);
        find(NAMES, text, found);
        return found;
    }

    private static void find(List<Word> words, String text, List<String> found) {
        for (Word word : words) {
            Matcher matcher = word.pattern().matcher(text);
            while (matcher.find()) {
                found.add("\"" + matcher.group() + "\" in \"" + around(text, matcher) + "\": say " + word.instead());
            }
        }
    }

    private static String around(String text, Matcher matcher) {
        return text.substring(Math.max(0, matcher.start() - 30), Math.min(text.length(), matcher.end() + 30))
                .replace('\n', ' ');
    }
}
