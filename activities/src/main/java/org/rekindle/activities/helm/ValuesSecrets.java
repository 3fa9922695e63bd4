// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rekindle.activities.redaction.Redaction;
import org.rekindle.activities.redaction.SecretEncodings;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * What is taken out of Helm's text, which quotes what it was given.
 *
 * <p>The rule, for every scalar of the values files, be it written as text, as a number or as a date:
 *
 * <ul>
 *   <li>Under a key that looks secret ({@link org.rekindle.activities.redaction.SecretKeys}), at any depth, it is taken out at any
 *       length.
 *   <li>Elsewhere it is taken out from eight characters on. Shorter ones ({@code latest}, {@code 8080}, {@code hub}) are what
 *       errors are about, and no value that short under another key is taken for a secret.
 *   <li>Booleans and nulls stay.
 * </ul>
 */
final class ValuesSecrets {

    private ValuesSecrets() {}

    /** Reads the values files; {@code REFUSED} with the place of the fault for each that is not YAML. */
    static Redaction redaction(List<String> valuesFiles) {
        return redaction(valuesFiles, List.of());
    }

    /** @param passwords of which nothing may stay either */
    static Redaction redaction(List<String> valuesFiles, List<String> passwords) {
        Set<String> secrets = new HashSet<>();
        passwords.forEach(password -> secrets.addAll(SecretEncodings.of(password, true)));
        List<String> faults = new ArrayList<>();
        for (String file : valuesFiles) {
            try {
                ValuesScalars.read(file)
                        .forEach(scalar -> secrets.addAll(SecretEncodings.of(scalar.text(), scalar.secret())));
            } catch (ValuesScalars.Fault fault) {
                faults.add(file + fault.place());
            }
        }
        if (!faults.isEmpty()) {
            throw Failures.of(
                    FailureCode.REFUSED, "These values files are not YAML: " + String.join(", ", faults) + ".");
        }
        return Redaction.ofForms(secrets);
    }
}
