// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.rekindle.lab.cloud.BusyTime;
import org.rekindle.lab.cloud.Cloud;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.CloudVolumes;
import org.rekindle.lab.cloud.Mutations;
import org.rekindle.lab.plane.PlaneSettings;
import org.rekindle.lab.plane.RealMachines;
import org.rekindle.lab.plane.WhileValid;
import org.rekindle.lab.process.Loop;
import org.rekindle.lab.process.ResourceStack;
import org.rekindle.worker.tools.Progress;
import org.rekindle.worker.tools.ToolFinder;

/** A scenario's world in a real OpenStack, with a real control plane for each cluster. */
public final class RealOpenStack implements Cloud {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final ResourceStack resources = new ResourceStack();
    private final RealOpenStackLab lab;
    private final WhileValid furniture;
    private final Progress progress;
    private final BusyTime busy = new BusyTime();
    private final Set<String> inProgress = new HashSet<>();
    private int before;

    /**
     * Starts it; its clusters are made by {@link #awaitReady}.
     *
     * @param folder everything that it writes; must be empty
     * @param furniture what is set up in the world's clusters before their certificates expire
     */
    public RealOpenStack(
            CloudFixture world,
            Path folder,
            ToolFinder tools,
            PlaneSettings workloads,
            WhileValid furniture,
            Progress progress)
            throws IOException {
        this.furniture = furniture;
        this.progress = progress;
        this.lab = resources.closes("OpenStack", new RealOpenStackLab(world, folder, tools, progress, workloads));
    }

    /** The clusters' control planes. */
    public RealMachines machines() {
        return lab.machines();
    }

    /** The volumes of the first project, as the drivers of its clusters have them. */
    public CloudVolumes blockStorage() {
        return lab.blockStorage();
    }

    @Override
    public String identityUrl() {
        return lab.identityUrl();
    }

    @Override
    public String magnumUrl() {
        return lab.magnumUrl();
    }

    @Override
    public void writeCloudsYaml(Path file) throws IOException {
        Files.copy(lab.cloudsFile(), file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }

    @Override
    public void awaitReady() {
        lab.makeClusters(progress, furniture);
        before = lab.mutations().all().size();
        resources.closes("watch", new Loop("magnum-watch")).start(LOOK_EVERY, this::look);
    }

    @Override
    public Mutations mutations() {
        Mutations all = lab.mutations();
        return new Mutations(all.all().subList(before, all.all().size()));
    }

    @Override
    public int clustersLeft() {
        return lab.clusters().size();
    }

    @Override
    public Duration cloudTime() {
        return busy.total();
    }

    /** A real Keystone keeps none of its tokens; {@code SecretHunt} knows them by their form. */
    @Override
    public Set<String> tokensGivenOut() {
        return Set.of();
    }

    @Override
    public void close() {
        resources.close();
    }

    private void look() {
        Map<String, String> statuses = lab.clusters();
        for (Map.Entry<String, String> each : statuses.entrySet()) {
            if (each.getValue().endsWith("_IN_PROGRESS")) {
                inProgress.add(each.getKey());
                busy.begin(each.getKey());
            }
        }
        inProgress.removeIf(uuid -> {
            boolean ended = !statuses.getOrDefault(uuid, "").endsWith("_IN_PROGRESS");
            if (ended) {
                busy.end(uuid);
            }
            return ended;
        });
    }
}
