// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.util.List;

/**
 * A command of the site's own. It is started without a shell, and may be started again after a worker's end.
 *
 * @param run the program and its arguments; a program that is a path is absolute
 * @param folder the working folder, absolute
 * @param environment names of the worker's variables that it gets beside the usual ones; their values never travel
 * @param timeout after which it is ended with all that it has started
 * @param done program and arguments of a check that ends with 0 when the command's work is done; empty for none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SiteCommand(
        String name, List<String> run, String folder, List<String> environment, Duration timeout, List<String> done) {}
