// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.rekindle.workflows.model.NotProven;

/** What was proven of a cluster, and what was not and why. */
public final class Proofs {

    private final List<NotProven> notProven = new ArrayList<>();
    private int ofUsers;

    Proofs() {}

    void proven() {
        ofUsers++;
    }

    void passedOver(String proof, String why) {
        notProven.add(new NotProven(proof, why, true));
    }

    void notConfigured(String proof, String key) {
        notProven.add(new NotProven(proof, "The fleet file does not ask for it (" + key + ").", false));
    }

    /** Whether every proof that the fleet file asks for was made, and it asks for one at least. */
    public boolean complete() {
        return ofUsers > 0 && notProven.stream().noneMatch(NotProven::configured);
    }

    /** Whether somebody passed a proof over. */
    public boolean somePassedOver() {
        return notProven.stream().anyMatch(NotProven::configured);
    }

    /** All that was not proven, also what the fleet file does not ask for. */
    public List<NotProven> notProven() {
        return List.copyOf(notProven);
    }

    /** Why it is not known that users can work; for the end of a sentence. */
    public String lacking() {
        return somePassedOver()
                ? notProven.stream()
                        .filter(NotProven::configured)
                        .map(NotProven::sentence)
                        .collect(Collectors.joining(" "))
                : "The fleet file asks for no proof (verify:), so nobody has seen a user work.";
    }
}
