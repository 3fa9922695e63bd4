// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.approval;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * What a person signs. Its {@code toString} is the text, in lines that a person can read; the first line names the kind, so that no
 * signature of one kind is one of another. Two texts are the same only if they say the same, since no value has a line break in it.
 */
public sealed interface SignedText permits RunText, SweepText {

    /** The namespace of the signatures: one that was made for Git or for a file is none here. */
    String NAMESPACE = "rekindle";

    /** What it is, in a word that follows "this". */
    String kind();

    /** Who signs, by the name that the fleet file has. */
    String by();

    /** When, by the signer's clock. */
    Instant at();

    /** The time that a person typed or sent; null when it is none. */
    static @Nullable Instant time(@Nullable String typed) {
        if (typed == null) {
            return null;
        }
        try {
            return Instant.parse(typed.strip());
        } catch (DateTimeParseException noTime) {
            return null;
        }
    }
}
