// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.cloudsfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.workflows.model.run.FailureCode;

/** Whatever stands in a clouds.yaml, a cloud of it is read, or refused as misconfigured. */
final class CloudsFileFuzzTest {

    @TempDir
    static Path folder;

    @FuzzTest
    void aCloudIsReadOrRefused(byte[] content) throws IOException {
        CloudsFile clouds = new CloudsFile(Files.write(folder.resolve("clouds.yaml"), content));

        Throwable unreadable = catchThrowable(clouds::names);
        Throwable refused = catchThrowable(() -> clouds.read("mine"));

        if (unreadable != null) {
            assertThat(unreadable).isInstanceOf(CloudsFileFault.class);
        }
        if (refused != null) {
            assertThat(refused).isInstanceOf(ApplicationFailure.class);
            assertThat(((ApplicationFailure) refused).getType()).isEqualTo(FailureCode.MISCONFIGURED.name());
            assertThat(clouds.faults("mine")).isNotEmpty();
        }
    }
}
