// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file in OpenSSH's format {@code allowed_signers} (section ALLOWED SIGNERS of ssh-keygen(1)). A key belongs to one person
 * here, so what OpenSSH also takes is refused with its cure: several principals in a line, patterns, certificate authorities.
 */
public final class AllowedSigners {

    /** As the schema of the fleet file has it for {@code people:}. A name that holds what nobody sees would be a person of its own. */
    private static final Pattern PERSON = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{0,127}");

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private AllowedSigners() {}

    /**
     * One line of such a file.
     *
     * @param number counted from 1
     * @param key null when the line cannot be used, or holds a key for other namespaces alone
     * @param fault null when the line can be used
     */
    public record Line(
            int number, @Nullable SignerKey key, @Nullable UnusableKey fault) {}

    /** Every line that has more than a comment, in its order. */
    public static List<Line> read(String text) {
        List<Line> lines = new ArrayList<>();
        String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        // As OpenSSH does: what only looks like the end of a line must not bring a comment to life.
        String[] written = plain.split("\n", -1);
        for (int i = 0; i < written.length; i++) {
            String line = written[i].strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                lines.add(line(i + 1, line));
            }
        }
        return List.copyOf(lines);
    }

    private static Line line(int number, String line) {
        try {
            return new Line(number, key(line), null);
        } catch (UnusableKey unusable) {
            return new Line(number, null, unusable);
        }
    }

    private static @Nullable SignerKey key(String line) throws UnusableKey {
        String[] words = line.split("\\s+", 2);
        if (words.length < 2 || SshPublicKey.isType(words[0])) {
            throw new UnusableKey(
                    "is not a line of allowed_signers", "write name, options and key: `ben ssh-ed25519 AAAA...`");
        }
        String person = person(words[0]);
        if (SshPublicKey.isType(words[1].split("\\s+", 2)[0])) {
            return SignerKey.of(person, SshPublicKey.read(words[1]));
        }
        int end = SignerOptions.end(words[1]);
        SignerOptions options = SignerOptions.read(words[1].substring(0, end));
        SshPublicKey key = SshPublicKey.read(words[1].substring(end));
        if (!options.areForApprovals()) {
            return null;
        }
        return new SignerKey(person, key, options.validAfter(), options.validBefore());
    }

    private static String person(String principals) throws UnusableKey {
        if (principals.contains(",")) {
            throw new UnusableKey(
                    "gives one key to more than one name, and two approvals could be one person's",
                    "write one name, by which this person approves");
        }
        if (principals.matches(".*[*?!\"].*")) {
            throw new UnusableKey("has a pattern for a name, so one key could stand for many people", "write one name");
        }
        if (!PERSON.matcher(principals).matches()) {
            throw new UnusableKey(
                    "has a name that no approver can have",
                    "use letters, digits and ._@+- alone, at most 128 characters");
        }
        return principals;
    }
}
