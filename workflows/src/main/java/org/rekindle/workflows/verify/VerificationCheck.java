// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.verify;

import java.time.Duration;
import java.util.List;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.Verification;

/** One proof that a cluster can be used. Each check is a file of its own and a line in {@link VerificationChecks#all}. */
public interface VerificationCheck {

    /** The name of its step, such as {@code build and launch}. */
    String step();

    /** The keys below {@code verify:} in the fleet file that it adds; empty when it needs none. */
    List<VerificationKey> keys();

    /** Whether the fleet file asks for it. */
    boolean isConfigured(Verification verification);

    /** The keys that ask for it, for a sentence: {@code verify.binder and verify.build}. */
    String configuredBy();

    /** What the run waits for while the proof is made, for a sentence. */
    String awaited(ClusterProfile profile);

    /** Makes the proof. */
    CheckResult prove(CheckedCluster cluster);

    /** Whether it asks the cluster's Kubernetes API. */
    boolean needsConnection(Verification verification);

    /** How long the proof may take. */
    default Duration longest(ClusterProfile profile) {
        return profile.policy().deadlines().verify();
    }

    /**
     * Whether no user waits for it. It is made when users can work already, and asks no operator where it fails: the report says so, and
     * how the run ends does not depend on it.
     */
    default boolean isMadeLast() {
        return false;
    }

    /** Whether it is made of each hub by itself, where a cluster has several. */
    default boolean isOfEachHub() {
        return keys().stream().anyMatch(VerificationKey::isOfEachHub);
    }

    /** Whether there is something to prove at all in this run. */
    default boolean applies(CheckedCluster cluster) {
        return true;
    }

    /**
     * Whether it runs a cell as a user does. This alone proves that users can work: a hub that answers, a name that leads to it and a
     * node more have all been seen while every kernel was refused.
     */
    default boolean runsACell() {
        return false;
    }
}
