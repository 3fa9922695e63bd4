// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.rekindle.workflows.model.observation.CloudClaim;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.RescueSighting;
import org.rekindle.workflows.model.observation.RescuedVolume;

/** What is in a cluster alone: copied out before a teardown, and put back into the cluster that is built instead. */
@ActivityInterface(namePrefix = "Rescue.")
public interface RescueActivities {

    /**
     * Copies Secrets into the secret store, and how volumes are claimed, also from an API server whose certificate has expired. What cannot be read is an
     * answer, and what was copied of it before stays. Another authority than the kubeconfig's is refused.
     */
    RescueSighting keep(KeepRequest request);

    /** What is in the secret store already, without a look at the cluster. */
    RescueSighting kept(KeptRequest request);

    /**
     * Adds to the copy the claims that Cinder's metadata tell of, where the cluster itself could not be read. What was copied out of the
     * cluster counts more and stays. A claim that two volumes name is left out.
     */
    AddedClaims addClaims(ClaimsRequest request);

    /** Makes what was kept anew. It changes nothing that is there already, and a repetition makes nothing a second time. */
    Restored restore(RestoreRequest request);

    /** The reference of the copy in the secret store. */
    static String copy(String cluster, ClusterUuid uuid) {
        return "rescue/" + cluster + "/" + uuid;
    }

    /**
     * Asks for what a rebuild would lose.
     *
     * @param uuid the cluster that is to go; what is kept is kept under it
     * @param namespaces where the hub's Secret, certificates and claims are looked for
     * @param secrets more of them, each as {@code namespace/name}
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record KeepRequest(
            String cluster, ClusterUuid uuid, String kubeconfig, List<String> namespaces, List<String> secrets) {}

    /**
     * Asks for what was copied before.
     *
     * @param uuid the cluster that it was copied out of
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record KeptRequest(String cluster, ClusterUuid uuid) {}

    /**
     * Gives claims for the copy.
     *
     * @param uuid the cluster that had them
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ClaimsRequest(String cluster, ClusterUuid uuid, List<CloudClaim> claims) {}

    /**
     * Which claims came into the copy by Cinder's word alone.
     *
     * @param doubts why others did not, one sentence each
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record AddedClaims(List<RescuedVolume> claims, List<String> doubts) {}

    /**
     * Asks for what was kept to be put back.
     *
     * @param kubeconfig the reference of the new cluster's
     * @param from the cluster that it was copied out of
     * @param releases by namespace, the release that will own the hub's Secret there
     * @param volumes the handles of the volumes that still exist and are free; the claims of all others are left out
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RestoreRequest(
            String cluster, ClusterUuid from, String kubeconfig, Map<String, String> releases, List<String> volumes) {}

    /**
     * What came of it.
     *
     * @param made what was not there and is now, such as {@code Secret hub/hub}
     * @param same what was there already, just so
     * @param other what is there already and differs, one sentence each; it was left as it is
     * @param refused what the cluster does not take and why, one sentence each; the others were made all the same
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Restored(List<String> made, List<String> same, List<String> other, List<String> refused) {

        /** A history from before every thing was tried has no refusals: one failed the whole. */
        public Restored {
            refused = List.copyOf(Objects.requireNonNullElse(refused, List.of()));
        }

        /** Whether nothing was kept that could be put back. */
        public boolean nothing() {
            return made.isEmpty() && same.isEmpty() && trouble().isEmpty();
        }

        /** What stands in the cluster now as it was. */
        public List<String> standing() {
            return Stream.concat(made.stream(), same.stream()).toList();
        }

        /** What an operator must look at, one sentence each. */
        public List<String> trouble() {
            return Stream.concat(refused.stream(), other.stream()).toList();
        }
    }
}
