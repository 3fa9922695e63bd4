// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.approval.ApprovalText;

/**
 * The options of a line of allowed_signers.
 *
 * @param namespaces a list of patterns; null for every namespace
 */
record SignerOptions(
        @Nullable String namespaces,
        @Nullable Instant validAfter,
        @Nullable Instant validBefore) {

    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    /** Where the options end: at the first space that is not within quotes. */
    static int end(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char at = text.charAt(i);
            if (at == '"') {
                quoted = !quoted;
            } else if (!quoted && Character.isWhitespace(at)) {
                return i;
            }
        }
        return text.length();
    }

    /** @throws UnusableKey when one of them is not known, or is one that an approval must not rest on */
    static SignerOptions read(String text) throws UnusableKey {
        SignerOptions options = new SignerOptions(null, null, null);
        Set<String> seen = new HashSet<>();
        for (String option : split(text)) {
            if (!seen.add(name(option))) {
                throw new UnusableKey("has the option " + name(option) + " twice", "keep one of them");
            }
            options = options.with(option);
        }
        return options;
    }

    /** Whether a key with these options may sign approvals. */
    boolean areForApprovals() {
        if (namespaces == null) {
            return true;
        }
        boolean matched = false;
        for (String pattern : namespaces.split(",", -1)) {
            boolean negated = pattern.startsWith("!");
            if (matches(negated ? pattern.substring(1) : pattern)) {
                if (negated) {
                    return false;
                }
                matched = true;
            }
        }
        return matched;
    }

    private static boolean matches(String pattern) {
        // Stars side by side mean no more than one, and would be tried in every combination.
        String regex = Pattern.quote(pattern.replaceAll("\\*+", "*"))
                .replace("*", "\\E.*\\Q")
                .replace("?", "\\E.\\Q");
        return ApprovalText.NAMESPACE.matches(regex);
    }

    private static List<String> split(String text) {
        List<String> options = new ArrayList<>();
        boolean quoted = false;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                quoted = !quoted;
            } else if (!quoted && text.charAt(i) == ',') {
                options.add(text.substring(begin, i));
                begin = i + 1;
            }
        }
        options.add(text.substring(begin));
        return options;
    }

    private SignerOptions with(String option) throws UnusableKey {
        String[] parts = option.split("=", 2);
        String name = name(option);
        String value = parts.length == 2 ? unquoted(parts[1]) : "";
        return switch (name) {
            case "namespaces" -> new SignerOptions(value, validAfter, validBefore);
            case "valid-after" -> new SignerOptions(namespaces, time(name, value), validBefore);
            case "valid-before" -> new SignerOptions(namespaces, validAfter, time(name, value));
            case "cert-authority" ->
                throw new UnusableKey(
                        "is a certificate authority, and an approval rests on a person's own key",
                        "list the keys of people");
            default ->
                throw new UnusableKey(
                        "has an option that is not known", "use namespaces, valid-after and valid-before alone");
        };
    }

    private static String name(String option) {
        return option.split("=", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** As OpenSSH reads it: without a Z the time is that of this machine's zone. */
    private static Instant time(String option, String value) throws UnusableKey {
        boolean utc = value.endsWith("Z");
        String digits = utc ? value.substring(0, value.length() - 1) : value;
        String whole = switch (digits.length()) {
            case 8 -> digits + "000000";
            case 12 -> digits + "00";
            default -> digits;
        };
        try {
            return LocalDateTime.parse(whole, TO_THE_SECOND)
                    .atZone(utc ? ZoneOffset.UTC : ZoneId.systemDefault())
                    .toInstant();
        } catch (DateTimeParseException noTime) {
            throw new UnusableKey("has a " + option + " that is no time", "write it as 20261231 or 20261231235900Z");
        }
    }
}
