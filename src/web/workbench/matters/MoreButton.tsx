import { Button } from 'antd'

interface Pages {
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly fetchNextPage: () => unknown
}

/** The next rows below those already shown; says how many are shown, also to screen readers. */
export const MoreButton = ({ pages, shown }: { pages: Pages; shown: number }) => (
  <div className="more">
    <span role="status" className="soft">
      {shown > 0 ? `已显示 ${shown} 条${pages.hasNextPage ? '' : '，没有更多了'}` : ''}
    </span>
    {pages.hasNextPage ? (
      <Button loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
        更多
      </Button>
    ) : null}
  </div>
)
