// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What was copied out of a cluster, as an inventory: the values themselves are in the secret store.
 *
 * @param volumes the claims whose volumes may outlive the cluster
 * @param addresses of load balancers, each as {@code namespace/service address}
 * @param releases that Helm calls deployed, each with chart and revision in words
 * @param unread what is not copied and why, such as what could not be read, one sentence each
 * @param earlier of Secrets and claims, those that were copied before and not seen now, each with the time of the copy in words
 * @param byCloud of the claims, those that are known by the metadata of their volumes in Cinder alone, each as {@code namespace/name}
 * @param claimsUnread whether the cluster did not say which claims it has
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RescueSighting(
        List<RescuedSecret> secrets,
        List<RescuedVolume> volumes,
        List<String> addresses,
        List<String> releases,
        List<String> unread,
        List<String> earlier,
        List<String> byCloud,
        boolean claimsUnread) {

    /** Keeps the lists as they are; a run that began before earlier copies and Cinder's metadata were told of has none. */
    public RescueSighting {
        secrets = List.copyOf(secrets);
        volumes = List.copyOf(volumes);
        addresses = List.copyOf(addresses);
        releases = List.copyOf(releases);
        unread = List.copyOf(unread);
        earlier = List.copyOf(Objects.requireNonNullElse(earlier, List.of()));
        byCloud = List.copyOf(Objects.requireNonNullElse(byCloud, List.of()));
    }

    /** Nothing could be read. */
    public static RescueSighting none(String why) {
        return new RescueSighting(List.of(), List.of(), List.of(), List.of(), List.of(why), List.of(), List.of(), true);
    }

    /** The same, with one more sentence about what is not copied. */
    public RescueSighting withUnread(String why) {
        return new RescueSighting(
                secrets,
                volumes,
                addresses,
                releases,
                Stream.concat(Stream.of(why), unread.stream()).toList(),
                earlier,
                byCloud,
                claimsUnread);
    }

    /**
     * The same, with the claims that Cinder's metadata tell of.
     *
     * @param more claims that no copy has
     * @param doubts what Cinder's metadata leave open, one sentence each
     */
    public RescueSighting withClaimsOfCloud(List<RescuedVolume> more, List<String> doubts) {
        return new RescueSighting(
                secrets,
                Stream.concat(volumes.stream(), more.stream()).toList(),
                addresses,
                releases,
                Stream.concat(unread.stream(), doubts.stream()).toList(),
                earlier,
                more.stream().map(RescuedVolume::path).toList(),
                claimsUnread);
    }
}
