export interface ClusterMember {
  address: string;
  status: string;
  reachable: boolean;
  roles: string[];
  tags: string[];
}

export interface Cluster {
  self: string;
  leader?: string;
  all_reachable: boolean;
  members: ClusterMember[];
}

export interface ShardRegion {
  type: string;
  nodes: { address: string; shards: { shard: string; entities: number }[]; silent?: string[] }[];
}

export interface Health {
  status: string;
  checks: Record<string, { status: string; description?: string; data?: Record<string, unknown> }>;
}
