// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.services;

import java.time.Instant;

/** A virtual machine as Nova lists it. */
public record Server(String id, String name, String flavorId, Instant createdAt) {}
