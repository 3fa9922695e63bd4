// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.services;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.rekindle.lab.cloud.CloudVolumes;

/** The volumes of one project, without a way through the API: what a driver does is no request of a run. */
public final class ProjectVolumes implements CloudVolumes {

    private final CloudInventory inventory;
    private final String projectId;

    public ProjectVolumes(CloudInventory inventory, String projectId) {
        this.inventory = inventory;
        this.projectId = projectId;
    }

    @Override
    public synchronized String ensure(String name, int gigabytes, Map<String, String> metadata) {
        return find(volume -> volume.name().equals(name))
                .map(CloudInventory.Volume::id)
                .orElseGet(() -> {
                    String id = UUID.randomUUID().toString();
                    inventory.add(new CloudInventory.Volume(id, name, gigabytes, projectId, metadata, false));
                    return id;
                });
    }

    @Override
    public void delete(String id) {
        find(volume -> volume.id().equals(id)).ifPresent(inventory::remove);
    }

    @Override
    public Set<String> ids() {
        return inventory.volumes().stream().map(CloudInventory.Volume::id).collect(Collectors.toUnmodifiableSet());
    }

    private Optional<CloudInventory.Volume> find(Predicate<CloudInventory.Volume> wanted) {
        return inventory.volumes().stream()
                .filter(volume -> volume.projectId().equals(projectId))
                .filter(wanted)
                .findFirst();
    }
}
