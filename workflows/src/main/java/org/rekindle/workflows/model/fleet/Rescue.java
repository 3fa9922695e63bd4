// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;

/**
 * That what is in a cluster alone is copied out before a teardown.
 *
 * @param secrets Secrets to copy beside those that are found by themselves, each as {@code namespace/name}
 * @param namespaces where others than the releases of the fleet file install, so that no owner is known there
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Rescue(List<String> secrets, List<String> namespaces) {

    /** Keeps the lists as they are; a run that began before namespaces could be named has none. */
    public Rescue {
        secrets = List.copyOf(secrets);
        namespaces = List.copyOf(Objects.requireNonNullElse(namespaces, List.of()));
    }
}
