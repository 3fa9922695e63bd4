// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.proxy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that came to the proxy, and what became of it.
 *
 * @param number its number among those of its operation, from 1 on
 * @param body what was sent with it; kept only of what changes something, since a log-in holds a secret
 * @param trouble what happened to it, null when nothing did
 * @param answers what the cloud answered: nothing when it never got the request, twice when it got it twice
 */
public record Exchange(
        Operation operation,
        int number,
        String path,
        String body,
        @Nullable NetworkFault trouble,
        List<Integer> answers) {

    public Exchange {
        answers = List.copyOf(answers);
    }

    /** How many times the cloud carried it out. */
    public long carriedOut() {
        return answers.stream().filter(status -> status < 400).count();
    }

    /** The operation with the trouble that it met. */
    @Override
    public String toString() {
        return operation.words() + " " + number + (trouble == null ? "" : ": " + trouble.words()) + " -> " + answers;
    }
}
