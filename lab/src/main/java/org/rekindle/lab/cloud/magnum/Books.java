// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.rekindle.lab.cloud.identity.Caller;

/** Magnum's database. Everything in it is read and written while its monitor is held. */
final class Books {

    private static final String SHORT_ID_LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    final List<StoredTemplate> templates = new ArrayList<>();
    final List<Cluster> clusters = new ArrayList<>();
    final Map<String, Quota> quotas = new LinkedHashMap<>();
    final AtomicInteger nodeGroupIds = new AtomicInteger();
    final AtomicInteger quotaIds = new AtomicInteger();

    /** The name of a Helm release, and so of a Cluster API cluster: {@code <name[:30]>-<12 characters>}. */
    static String stackId(String clusterName) {
        StringBuilder id = new StringBuilder(clusterName.substring(0, Math.min(30, clusterName.length())));
        id.append('-');
        for (int i = 0; i < 12; i++) {
            id.append(SHORT_ID_LETTERS.charAt(RANDOM.nextInt(SHORT_ID_LETTERS.length())));
        }
        return id.toString();
    }

    /** Finds by UUID or name what the caller may see; names need not be unique. */
    Cluster cluster(String identifier, Caller caller) {
        return one(
                clusters.stream()
                        .filter(cluster -> cluster.uuid.equals(identifier) || cluster.name.equals(identifier))
                        .filter(cluster -> caller.admin() || cluster.projectId.equals(caller.projectId()))
                        .toList(),
                () -> MagnumError.notFound("Cluster", identifier),
                "Multiple clusters exist with same name. Please use the cluster uuid instead.");
    }

    /** Finds by UUID or name what the caller may see; names need not be unique. */
    StoredTemplate template(String identifier, Caller caller) {
        return one(
                templates.stream()
                        .filter(template -> template.uuid().equals(identifier)
                                || template.name().equals(identifier))
                        .filter(template -> template.visibleTo(caller))
                        .toList(),
                () -> MagnumError.notFound("ClusterTemplate", identifier),
                "Multiple ClusterTemplates exist with same name. Please use the ClusterTemplate uuid instead.");
    }

    NodeGroup nodeGroup(Cluster cluster, String identifier) {
        return cluster.nodeGroups.stream()
                .filter(group -> group.uuid.equals(identifier) || group.name.equals(identifier))
                .findFirst()
                .orElseThrow(() -> MagnumError.notFound("Nodegroup", identifier));
    }

    Optional<Cluster> byUuid(String uuid) {
        return clusters.stream().filter(cluster -> cluster.uuid.equals(uuid)).findFirst();
    }

    boolean inUse(StoredTemplate template) {
        return clusters.stream().anyMatch(cluster -> cluster.template.uuid().equals(template.uuid()));
    }

    /** Puts a template in the place of the one with the same UUID. */
    void replace(StoredTemplate template) {
        templates.replaceAll(old -> old.uuid().equals(template.uuid()) ? template : old);
    }

    private static <T> T one(List<T> found, Supplier<MagnumError> none, String several) {
        if (found.isEmpty()) {
            throw none.get();
        }
        if (found.size() > 1) {
            throw MagnumError.conflict(several);
        }
        return found.get(0);
    }
}
