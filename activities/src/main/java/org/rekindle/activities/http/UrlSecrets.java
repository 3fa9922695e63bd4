// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.http;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Users, passwords and tokens in URLs: says whether a text has them, and takes them out. */
public final class UrlSecrets {

    private static final String GONE = "…";

    /** The user by the standard, up to the last @ where a password holds one; the user of git over SSH is no secret and stays. */
    private static final Pattern USER = Pattern.compile("(?<=:/{1,9})(?!/|git@)[^\\s/?#\"'<>]*@");

    /** A password with a slash, a question mark or a number sign that is not escaped: what follows the colon is no port. */
    private static final Pattern PASSWORD =
            Pattern.compile("(?<=:/{1,9})(?!/)[^\\s/?#@:\"'<>]+:(?!\\d{1,5}(?:[/?#\\s]|$))[^\\s\"'<>]*@");

    /** {@code user:password@host} without a scheme; not a name and tag before a digest, and not a person's address (RFC 6068). */
    private static final Pattern NO_SCHEME = Pattern.compile(
            "(?<![^\\s\"'<>(`/])(?!--)(?!(?i:mailto):[^\\s:@]+@[^\\s@\"'<>]*(?:[\\s\"'<>]|$))[^\\s/@:=\"'<>(`]+:(?!/)[^\\s@\"'<>]+@(?!sha\\d+:)(?=[\\w\\[])");

    /** A URL within a URL, as BinderHub takes that of a repository. */
    private static final Pattern ESCAPED = Pattern.compile("(?i)(?<=%3A%2F%2F)(?:(?!%2F)[^\\s/\"'<>])*%40");

    /** {@code ?token=…}, also behind &, # and ; and with a prefix such as {@code X-Amz-}. */
    private static final Pattern PARAMETER = Pattern.compile("(?i)(?<=[?&;#])("
            + "[\\w.%-]*(?:token|secret|password|passwd|passphrase|pwd|credential|signature|api[_-]?key|access[_-]?key)[\\w.%-]*"
            + "|pass|key|sig|code|sas|auth|authorization|jwt)=[^&;#\\s\"'<>]+");

    /** A whole text that is a URL, in whose password nothing was escaped, not even a blank. */
    private static final Pattern WHOLE = Pattern.compile("(?is)\\s*[a-z][a-z0-9+.-]*:/+(?!git@)[^/?#]*@.*");

    private static final Pattern WORD = Pattern.compile("\\S+");

    /** No URL is longer. To look through a word takes time with the square of its length: minutes for one of 200 KiB. */
    private static final int LONGEST_WORD = 4096;

    private static final List<Pattern> USERS = List.of(PASSWORD, USER, NO_SCHEME);

    private UrlSecrets() {}

    /** Whether a text has a URL with a user or password, or with a query that looks secret; also escaped within another URL. */
    public static boolean areIn(String text) {
        String plain = text;
        for (int escaped = 0; escaped < 3; escaped++) {
            String now = plain;
            boolean isUrl = now.contains("://") || now.contains("?");
            if (USERS.stream().anyMatch(each -> each.matcher(now).find())
                    || WHOLE.matcher(now).matches()
                    || (isUrl && PARAMETER.matcher(now).find())) {
                return true;
            }
            plain = plain.replaceAll("(?i)%3A", ":")
                    .replaceAll("(?i)%2F", "/")
                    .replaceAll("%40", "@")
                    .replaceAll("(?i)%3F", "?")
                    .replaceAll("(?i)%3D", "=")
                    .replaceAll("%26", "&")
                    .replace("%25", "%");
        }
        return false;
    }

    /** The text without them. None of them has a blank in it, so each word is looked at for itself. */
    public static String hide(String text) {
        return WORD.matcher(text).replaceAll(word -> Matcher.quoteReplacement(hideInWord(word.group())));
    }

    private static String hideInWord(String word) {
        if (word.length() > LONGEST_WORD) {
            return GONE;
        }
        String hidden = word;
        for (Pattern each : USERS) {
            hidden = each.matcher(hidden).replaceAll(GONE + "@");
        }
        hidden = ESCAPED.matcher(hidden).replaceAll(GONE + "%40");
        return PARAMETER.matcher(hidden).replaceAll("$1=" + GONE);
    }
}
